import assert from "node:assert/strict";
import { test } from "node:test";
import { anotherTab, openPhone, quiet } from "../world/phone.js";

/** @import { RuleVersion } from "../../../webapp/static/js/types.js" */

test("the rules come with a pull, are asked for by their tag, and are read without a line", async (t) => {
  const { tab, office, line } = await openPhone(t);
  office.rules = { tag: "one", versions: [version(1, null)] };
  await tab.syncNow();
  await quiet(tab);
  assert.deepEqual(tab.ruleVersions.value.map((each) => each.version), [1]);
  assert.deepEqual(tab.rulesToRead.value.map((each) => each.version), [1]);
  await tab.syncNow();
  await quiet(tab);
  assert.deepEqual(office.rulesAsked.slice(-2), ["", "one"], "what is known is not sent again");
  line.meet("/", "drop_request", "drop_request", "drop_request");
  const other = await anotherTab();
  assert.deepEqual(other.ruleVersions.value.map((each) => each.version), [1]);
});

test("having read is said to the server, and nothing is left to read once the pull says so", async (t) => {
  const { tab, office } = await openPhone(t);
  office.rules = { tag: "one", versions: [version(1, null), version(2, null)] };
  await tab.syncNow();
  await quiet(tab);
  assert.equal(tab.rulesToRead.value.length, 2);
  await tab.confirmRules(2);
  await quiet(tab);
  assert.deepEqual(tab.rulesToRead.value.map((each) => each.version), [1]);
});

test("without a line nothing is confirmed", async (t) => {
  const { tab, office, line } = await openPhone(t);
  office.rules = { tag: "one", versions: [version(1, null)] };
  await tab.syncNow();
  await quiet(tab);
  line.meet("/rules", "drop_request");
  await assert.rejects(tab.confirmRules(1), { code: "offline" });
  assert.equal(tab.rulesToRead.value.length, 1);
});

/** @param {number} number @param {string | null} readAt @returns {RuleVersion} */
function version(number, readAt) {
  return { version: number, effective_from: "2026-11-01T16:00:00.000Z", published_at: "2026-10-01T00:00:00.000Z", read_at: readAt, sections: [] };
}
