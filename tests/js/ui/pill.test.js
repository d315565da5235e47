import assert from "node:assert/strict";
import { test } from "node:test";
import { openScreens } from "../world/browser.js";

/** @import { Item, SyncState } from "../../../webapp/static/js/types.js" */

const { pillWords, say } = await openScreens();

/** @type {SyncState} */
const IDLE = { online: true, sending: false, done: 0, total: 0, last_sync_at: 1_795_500_000_000, problem: null };

/** @param {string} code */
const problem = (code) => ({ code, message: "", retry_at: null });

test("what needs a person comes first, then what is under way, then what only waits", () => {
  const told = (/** @type {Parameters<typeof say>[0]} */ word, count = 0) => say(word, { count });
  /** @type {[string, Partial<SyncState>, Item["state"][], string, string, string?][]} */
  const rows = [
    ["the session has ended", { problem: problem("sign_in") }, ["saved", "needs_mending"], "seal", told("app.pill_sign_in", 1)],
    ["the phone was closed", { problem: problem("device_closed") }, ["saved"], "seal", told("app.pill_closed", 1)],
    ["the server does not know the phone", { problem: problem("device_unknown") }, [], "seal", told("app.pill_closed")],
    ["something was refused, and more is on its way", { sending: true, total: 3 }, ["needs_mending", "sending"], "seal", told("app.pill_needs_you", 1)],
    ["the first of three is on its way", { sending: true, total: 3 }, ["sending", "saved"], "slate", told("app.pill_sending"), "1/3"],
    ["the last of three is on its way", { sending: true, done: 2, total: 3 }, ["sending"], "slate", told("app.pill_sending"), "3/3"],
    ["all three have arrived, and the answer is being fetched", { sending: true, done: 3, total: 3 }, [], "slate", told("app.pill_sending"), "3/3"],
    ["a sync with nothing to send", { sending: true }, [], "jade", ""],
    ["no line, two waiting", { online: false }, ["saved", "sending"], "slate", told("app.pill_offline", 2)],
    ["no line, nothing waiting", { online: false }, ["held", "confirmed", "withdrawn"], "slate", told("app.pill_offline_calm")],
    ["a line, one waiting", {}, ["saved"], "slate", told("app.pill_waiting", 1)],
    ["a failure that is tried again says so in the outbox", { problem: problem("timeout") }, ["saved"], "slate", told("app.pill_waiting", 1)],
    ["never synced", { last_sync_at: null }, [], "slate", told("app.pill_never")],
    ["all synced", {}, ["confirmed"], "jade", ""],
  ];
  for (const [says, state, states, tone, text, count] of rows) {
    const items = states.map((each) => /** @type {Item} */ ({ state: each }));
    const words = pillWords({ ...IDLE, ...state }, items);
    assert.deepEqual([words.tone, words.count], [tone, count], says);
    if (text !== "") assert.equal(words.text, text, says);
  }
});
