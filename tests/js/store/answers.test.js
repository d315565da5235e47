import assert from "node:assert/strict";
import { test } from "node:test";
import { openPhone, register } from "../world/phone.js";

/** @import { Tab } from "../world/browser.js" */
/** @import { Client, PullAnswer, PushAnswer, StoredEntry, Verdict } from "../../../webapp/static/js/types.js" */

/** @param {number} seq @param {Partial<Verdict>} [part] @returns {Verdict} */
function verdict(seq, part) {
  return { id: null, seq, status: "applied", code: null, field: null, message: null, ruling: 1, ...part };
}

/** @param {number} acked @param {Verdict[]} results @param {string} [anchor] @returns {PushAnswer} */
function answer(acked, results, anchor = "next anchor") {
  return { anchor, acked_seq: acked, expect_seq: acked + 1, results };
}

/** @param {[string, object | null][]} rows @param {string} cursor @param {string} anchor @returns {PullAnswer} */
function pageOf(rows, cursor, anchor) {
  const changes = rows.map(([id, value]) => ({ kind: /** @type {const} */ ("client"), id, value: /** @type {Client | null} */ (value) }));
  return { changes, cursor, more: false, acked_seq: 0, scope: "", reset: false, anchor };
}

/** @param {Tab} tab */
async function states(tab) {
  return (await tab.allEntries()).map(({ state }) => state);
}

/** @param {Tab} tab @param {number} count */
async function registerMany(tab, count) {
  for (let number = 0; number < count; number += 1) await register(tab, number);
}

test("an answer marks what it names and nothing else", async (t) => {
  const { tab } = await openPhone(t);
  await registerMany(tab, 4);
  const asked = await tab.chainOrFail();
  const message = { zh: "号码太短", en: "too short" };
  const rejected = verdict(2, { status: "rejected", code: "phone_too_short", field: "pii.phone", message });
  assert.equal(await tab.takeAnswer(asked, answer(3, [verdict(1), rejected, verdict(3, { status: "held" })]), 5), 3);
  assert.deepEqual(await states(tab), ["confirmed", "needs_mending", "held", "saved"]);
  const { acked_seq: acked, anchor, anchor_wall_ms: at } = await tab.chainOrFail();
  assert.deepEqual([acked, anchor, at], [3, "next anchor", 5]);
});

test("a verdict about another id at the same place is not about our entry", async (t) => {
  const { tab } = await openPhone(t);
  await registerMany(tab, 1);
  const asked = await tab.chainOrFail();
  assert.equal(await tab.takeAnswer(asked, answer(1, [verdict(1, { id: "somebody else's" })]), 5), 0);
  assert.deepEqual(await states(tab), ["saved"]);
});

test("a stray entry of another chain is not marked by a verdict about its place", async (t) => {
  const { tab } = await openPhone(t);
  await registerMany(tab, 2);
  const [, second] = await tab.allEntries();
  await tab.write(["entries"], (tx) => tx.objectStore("entries").put({ ...second, device: "the phone before" }));
  await tab.takeAnswer(await tab.chainOrFail(), answer(2, [verdict(1), verdict(2)]), 5);
  assert.deepEqual(await states(tab), ["confirmed", "saved"]);
});

test("an answer about an old epoch or another phone is ignored", async (t) => {
  const { tab } = await openPhone(t);
  await registerMany(tab, 1);
  const asked = await tab.chainOrFail();
  for (const stale of [{ ...asked, epoch: 0 }, { ...asked, device: "another" }]) {
    assert.equal(await tab.takeAnswer(stale, answer(1, [verdict(1)]), 5), 0);
    assert.deepEqual([await states(tab), await tab.chainOrFail()], [["saved"], asked]);
  }
});

test("the later of two answers to one question moves neither the anchor nor the count back", async (t) => {
  const { tab } = await openPhone(t);
  await registerMany(tab, 2);
  const asked = await tab.chainOrFail();
  await tab.takeAnswer(asked, answer(2, [verdict(1), verdict(2)], "newer"), 5);
  await tab.takeAnswer(asked, answer(1, [verdict(1)], "older"), 6);
  const chain = await tab.chainOrFail();
  assert.deepEqual([chain.anchor, chain.acked_seq, chain.anchor_wall_ms], ["newer", 2, 5]);
  assert.deepEqual(await states(tab), ["confirmed", "confirmed"]);
});

test("what a restored server lost is unsent again, and what was pulled is fetched anew", async (t) => {
  const { tab } = await openPhone(t);
  await registerMany(tab, 4);
  await tab.takeAnswer(await tab.chainOrFail(), answer(3, [verdict(1), verdict(2, { status: "rejected" }), verdict(3, { status: "held" })], "a"), 5);
  await tab.takeAnswer(await tab.chainOrFail(), answer(1, [], "b"), 6);
  assert.deepEqual(await states(tab), ["confirmed", "saved", "saved", "saved"]);
  const { unsent, whole, waiting } = await tab.nextToSend(100);
  assert.deepEqual([unsent.map(({ seq }) => seq), whole, waiting], [[2, 3, 4], true, 3]);
  assert.equal(await tab.readMeta("cursor"), undefined);
});

test("pruning takes the oldest confirmed that a later question showed, and nothing else ever", async (t) => {
  const { tab } = await openPhone(t);
  await registerMany(tab, 2);
  const [pattern] = await tab.allEntries();
  await tab.write(["meta", "entries"], async (tx) => {
    const others = /** @type {const} */ (["saved", "needs_mending", "held", "withdrawn"]);
    for (let place = 3; place <= 260; place += 1) {
      const state = others[place - 3] ?? "confirmed";
      const more = { id: `entry ${String(place)}`, place, seq: place, state, acked: state !== "saved" };
      await tx.objectStore("entries").put(/** @type {StoredEntry} */ ({ ...pattern, ...more }));
    }
    const meta = tx.objectStore("meta");
    await meta.put({ ...(await meta.get("chain")), seq: 260, acked_seq: 260, pulled_seq: 100 }, "chain");
  });
  await tab.pruneConfirmed();
  const left = await tab.allEntries();
  const places = left.map(({ place }) => place);
  assert.deepEqual(places.slice(0, 6), [1, 2, 3, 4, 5, 6], "unsent, mendable, held and withdrawn stay");
  assert.equal(left.filter(({ state }) => state === "confirmed").length, 200);
  assert.equal(places[6], 61, "254 were confirmed: the oldest 54 went");
  await tab.write(["meta"], async (tx) => {
    const meta = tx.objectStore("meta");
    await meta.put({ ...(await meta.get("chain")), pulled_seq: 0 }, "chain");
  });
  await tab.pruneConfirmed();
  assert.equal((await tab.allEntries()).length, left.length, "what was not seen on the server stays");
});

test("a page is kept with its cursor, or neither is", async (t) => {
  const { tab } = await openPhone(t);
  const chain = await tab.chainOrFail();
  const value = { id: "c", registrations: [] };
  const page = pageOf([["c", value]], "7", "of the page");
  const cursor = await tab.readMeta("cursor");
  const real = IDBObjectStore.prototype.put;
  const broken = t.mock.method(IDBObjectStore.prototype, "put", /** @this {IDBObjectStore} @param {unknown[]} given */ function put(...given) {
    if (given[1] === "cursor") throw new DOMException("as played", "DataError");
    return real.apply(this, /** @type {[unknown]} */ (given));
  });
  await assert.rejects(tab.keepPage({ chain, cursor }, page, 5), { name: "DataError" });
  assert.deepEqual([await tab.readRows("client"), await tab.readMeta("cursor"), (await tab.chainOrFail()).anchor], [[], cursor, chain.anchor]);
  broken.mock.restore();
  assert.equal(await tab.keepPage({ chain, cursor }, page, 5), true);
  assert.deepEqual([await tab.readRows("client"), await tab.readMeta("cursor"), (await tab.chainOrFail()).anchor], [[value], "7", "of the page"]);
});

test("a page that no longer follows what is kept, or is about another chain, is left out", async (t) => {
  const { tab } = await openPhone(t);
  const chain = await tab.chainOrFail();
  const page = pageOf([["c", {}]], "7", "x");
  assert.equal(await tab.keepPage({ chain, cursor: "from elsewhere" }, page, 5), false);
  assert.equal(await tab.keepPage({ chain: { ...chain, device: "another" }, cursor: "0" }, page, 5), false);
  assert.deepEqual(await tab.readRows("client"), []);
});

test("a row without a value is deleted; a reset forgets all rows before it keeps its own", async (t) => {
  const { tab } = await openPhone(t);
  let cursor = await tab.readMeta("cursor");
  /** @param {[string, object | null][]} rows @param {boolean} reset */
  const keep = async (rows, reset) => {
    const page = { ...pageOf(rows, `${cursor}+`, cursor), reset };
    assert.equal(await tab.keepPage({ chain: await tab.chainOrFail(), cursor }, page, 5), true);
    cursor = `${cursor}+`;
    return (await tab.readRows("client")).map(({ name }) => name);
  };
  assert.deepEqual(await keep([["1", { name: "a" }], ["2", { name: "b" }]], false), ["a", "b"]);
  assert.deepEqual(await keep([["1", null], ["2", { name: "B" }]], false), ["B"]);
  assert.deepEqual(await keep([["3", { name: "c" }]], true), ["c"]);
});
