import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../world/browser.js";
import { anotherTab, openPhone, quiet, register } from "../world/phone.js";

/** @import { PullAnswer } from "../../../webapp/static/js/types.js" */

test("an item is shown as it is: saved, sending, confirmed, needing a person, held, withdrawn", async (t) => {
  const { tab, office, line } = await openPhone(t);
  const shown = () => tab.outbox.value.map(({ state }) => state);
  line.meet("/sync/push", "drop_request");
  await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013 8000", surname: "李" });
  await quiet(tab);
  assert.deepEqual(shown(), ["saved"]);
  let during = shown();
  line.during = async () => {
    during = shown();
  };
  await tab.syncNow();
  await quiet(tab);
  assert.deepEqual([during, shown()], [["sending"], ["confirmed"]]);
  const verdicts = /** @type {[string, string | null][]} */ ([["rejected", "phone_too_short"], ["held", null]]);
  office.judge = () => verdicts.shift() ?? ["applied", null];
  for (const number of [1, 2]) await register(tab, number);
  await tab.syncNow();
  await quiet(tab);
  assert.deepEqual(shown(), ["confirmed", "needs_mending", "held"]);
  assert.deepEqual([tab.outbox.value[1]?.code, tab.outbox.value[1]?.message?.en], ["phone_too_short", "phone_too_short"]);
  await tab.withdraw(String(tab.outbox.value[0]?.id), "mistake");
  await tab.withdraw(String(tab.outbox.value[1]?.id), "mistake");
  await quiet(tab);
  assert.deepEqual(shown(), ["withdrawn", "withdrawn", "held", "confirmed"]);
  assert.deepEqual(tab.outbox.value[3]?.about, { phone: "138 0013 8000", surname: "李" }, "a withdrawal names whom it is about");
});

test("what one tab keeps, the other shows", async (t) => {
  const { tab } = await openPhone(t);
  const other = await anotherTab();
  await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013 8000", surname: "李" });
  await quiet(tab);
  await until(() => other.outbox.value[0]?.state === "confirmed" && other.clients.value.length === 1);
});

test("a refresh that began before a capture and ends after it does not take the new entry off the screen", async (t) => {
  const { tab } = await openPhone(t);
  await register(tab, 0);
  const real = globalThis.crypto.subtle.decrypt.bind(globalThis.crypto.subtle);
  /** @type {(() => void)[]} */
  const gates = [];
  const slow = t.mock.method(globalThis.crypto.subtle, "decrypt", async (/** @type {Parameters<typeof real>} */ ...given) => {
    await new Promise((go) => gates.push(() => go(undefined)));
    return real(...given);
  });
  const early = tab.refresh();
  await until(() => gates.length > 0);
  slow.mock.restore();
  await register(tab, 1);
  await tab.refresh();
  assert.equal(tab.outbox.value.length, 2);
  gates.forEach((go) => go());
  await early;
  assert.equal(tab.outbox.value.length, 2);
});

test("those that need somebody stand first", async (t) => {
  const { tab } = await openPhone(t);
  const chain = await tab.chainOrFail();
  const rows = /** @type {const} */ ([["theirs", false], ["open", false], ["unclaimed", false], ["mine", false], ["theirs", true]]);
  const changes = rows.map(([state, contested], index) => ({ kind: "client", id: String(index), value: { id: String(index), state, contested, ruling: null, registrations: [] } }));
  const cursor = await tab.readMeta("cursor");
  const page = { changes, cursor: "9", acked_seq: 0, anchor: "x", more: false, reset: false, scope: "" };
  await tab.keepPage({ chain, cursor }, /** @type {PullAnswer} */ (/** @type {unknown} */ (page)), 5);
  await tab.refresh();
  assert.deepEqual(tab.clients.value.map(({ id }) => id), ["4", "3", "2", "1", "0"]);
});
