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

test("a row that does not open hides no other, and a saved entry never looks unsaved", async (t) => {
  const { tab } = await openPhone(t);
  await register(tab, 0);
  await tab.drain();
  const broken = { kind: "client", id: "broken", sealed: { iv: new Uint8Array(12), sealed: new ArrayBuffer(32) } };
  await tab.withDatabase((db) => db.put("rows", broken));
  const id = await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013 8001", surname: "李" });
  await quiet(tab);
  assert.deepEqual([tab.clients.value.length, tab.outbox.value.at(-1)?.id], [2, id]);
});

test("whatever fails after an entry was kept, it was kept once and nobody is told otherwise", async (t) => {
  const { tab } = await openPhone(t);
  const first = await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013 8000", surname: "李" });
  await quiet(tab);
  const real = IDBObjectStore.prototype.getAll;
  let failures = 0;
  t.mock.method(IDBObjectStore.prototype, "getAll", /** @this {IDBObjectStore} @param {[]} given */ function getAll(...given) {
    if (this.name !== "rows" || failures === 0) return real.apply(this, given);
    failures -= 1;
    throw new DOMException("the disk cannot be read", "DataError");
  });
  failures = 1;
  const captured = await tab.capture("visit", { subject: first, kind: "first_visit" }, { note: "" });
  assert.equal(failures, 0);
  await quiet(tab);
  failures = 1;
  await tab.withdraw(first, "mistake");
  assert.equal(failures, 0);
  await tab.syncNow();
  await quiet(tab);
  assert.deepEqual(tab.outbox.value.map(({ type }) => type), ["registration", "visit", "withdrawal"]);
  assert.equal(tab.outbox.value[1]?.id, captured);
  assert.equal(tab.storageProblem.value, null);
});

test("what the server refused is set aside here alone, and can be taken up again", async (t) => {
  const { tab, office } = await openPhone(t);
  office.judge = () => ["rejected", "phone_too_short"];
  const id = await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013", surname: "李" });
  await quiet(tab);
  const shown = () => tab.outbox.value.map(({ type, state }) => `${type} ${state}`);
  await tab.setAside(id);
  assert.deepEqual(shown(), ["registration withdrawn"]);
  await tab.setAside(id, "needs_mending");
  assert.deepEqual(shown(), ["registration needs_mending"]);
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
