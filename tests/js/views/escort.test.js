import assert from "node:assert/strict";
import { test } from "node:test";
import { openScreens } from "../world/browser.js";

const { EMPTY_DRAFT, channelsFor, entryOf } = await openScreens();

/** @type {import("../../../webapp/static/js/types.js").Channel[]} */
const CHANNELS = [
  { id: "x", name: "安居渠道", kind: "external" },
  { id: "o", name: "自渠拓客组", kind: "own" },
  { id: "p", name: "全民推荐", kind: "public_referral" },
];

test("who came along is asked only where the source may have somebody", () => {
  /** @type {[Parameters<typeof channelsFor>[0], string[]][]} */
  const rows = [
    ["channel", ["x", "o"]],
    ["referral", ["p"]],
    ["walk_in", []],
    ["phone_enquiry", []],
    ["", []],
  ];
  for (const [source, ids] of rows) assert.deepEqual(channelsFor(source, CHANNELS).map(({ id }) => id), ids, source);
  assert.deepEqual(channelsFor("channel"), [], "an older app knew of no channels");
});

test("the entry names the channel, and says nothing where none came along", () => {
  assert.deepEqual(entryOf({ ...EMPTY_DRAFT, source: "channel", channel: "x" }).body, { source: "channel", channel: "x" });
  assert.deepEqual(entryOf({ ...EMPTY_DRAFT, source: "walk_in" }).body, { source: "walk_in" });
});
