import assert from "node:assert/strict";
import { test } from "node:test";
import { openScreens } from "../world/browser.js";

/** @import { Lane } from "../../../webapp/static/js/types.js" */

const { inWords } = await openScreens();

/** @type {Lane} */
const OVERNIGHT = {
  claim: "c", agent: { id: "a", name: "演示顾问" }, is_me: false, winner: true, label: "stated", earliest: "2026-11-23T09:12:00.000Z",
  ruling_time: "2026-11-24T02:52:00.000Z", stated: "2026-11-23T10:04:00.000Z", text_received: "2026-11-24T02:52:00.000Z", via: "text",
  scan_at: "2026-11-24T01:00:00.000Z", answered_at: null,
};

test("who cannot see a bar hears the day of each time where the bars span days, and only the time where they do not", () => {
  const spanning = inWords(OVERNIGHT, false);
  for (const time of ["Nov 23 17:12", "Nov 24 10:52", "Nov 23 18:04", "Nov 24 09:00"]) assert.ok(spanning.includes(time), `${time} in ${spanning}`);
  assert.ok(!inWords(OVERNIGHT, true).includes("Nov"));
});
