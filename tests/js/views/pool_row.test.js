import assert from "node:assert/strict";
import { test } from "node:test";
import { openScreens } from "../world/browser.js";
import { poolClient } from "../world/pool_desk.js";

/** @import { Client } from "../../../webapp/static/js/types.js" */

const { linesOf, subjectOf, timeZone, whyNot } = await openScreens();
timeZone.value = "Asia/Shanghai";

const NOW = Date.parse("2026-11-24T02:00:00.000Z");

test("why a client cannot be taken is told in words, with the time that alone keeps it", () => {
  const [later, before] = ["2026-11-24T06:30:00.000Z", "2026-11-23T06:30:00.000Z"];
  /** @type {[Parameters<typeof poolClient>[2], string][]} */
  const rows = [
    [{}, ""],
    [{ may_take: false, why_not: "pool_frozen", free_from: later }, "New in the pool, free from 14:30"],
    [{ may_take: false, why_not: "pool_frozen", free_from: before }, "An appeal is open"],
    [{ may_take: false, why_not: "cooldown", free_from: later }, "Your cool-down ends 14:30"],
    [{ may_take: false, why_not: "cooldown", free_from: before }, ""],
    [{ may_take: false, why_not: "pool_cap" }, "You have taken all that today allows"],
    [{ may_take: false, why_not: "live_cap" }, "You hold as many clients as you may"],
    [{ may_take: false, why_not: "pool_taken" }, "Not in the pool any more"],
    [{ may_take: false, why_not: "something_new" }, "Cannot be taken now"],
  ];
  for (const [part, said] of rows) assert.equal(whyNot(poolClient("c", "王", part), true, NOW), said, JSON.stringify(part));
  assert.equal(whyNot(poolClient("c", "王"), false, NOW), "No signal: nobody can be taken");
});

test("an entry names the own registration, and else the own client", () => {
  const client = { id: "c", state: "mine", registrations: ["r1", "r2"] };
  /** @param {object} part */
  const of = (part) => subjectOf(/** @type {Client} */ ({ ...client, ...part }));
  assert.equal(of({}), "r2");
  assert.equal(of({ registrations: [] }), "c");
  assert.equal(of({ state: "theirs", registrations: [] }), undefined);
  assert.equal(subjectOf(undefined), undefined);
});

test("what was done to a client stands in sentences; a row of an older server has none", () => {
  const at = "2026-11-24T01:00:00.000Z";
  /** @param {object} part */
  const of = (part) => linesOf(/** @type {Client} */ (part), NOW);
  assert.deepEqual(of({}), []);
  assert.deepEqual(of({ pool: { since: at }, frozen: null, dispute: null }), ["In the open pool since Nov 24; anybody may take them."]);
  assert.deepEqual(of({ frozen: { kind: "dispute", since: at }, dispute: { status: "open", at, outcome: null } }), [
    "An appeal is open: owner and protection have been frozen since 09:00.",
    "Somebody appealed at 09:00; you will hear of the decision.",
  ]);
  assert.deepEqual(of({ dispute: { status: "closed", at, outcome: "dismissed" } }), ["Appeal dismissed · 09:00"]);
  assert.deepEqual(of({ frozen: { kind: "something_new", since: at } }), []);
});
