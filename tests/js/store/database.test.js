import assert from "node:assert/strict";
import { test } from "node:test";
import { anotherTab, openPhone, quiet, register } from "../world/phone.js";

/** @import { Tab } from "../world/browser.js" */

/** Let the next so many writes of entries end in a failure of the browser. @param {import("node:test").TestContext} context @param {string} name @param {number} [times] */
function breakWrites(context, name, times = 1) {
  let left = times;
  const real = IDBObjectStore.prototype.add;
  const broken = /** @this {IDBObjectStore} @param {unknown} value */ function add(value) {
    if (this.name === "entries" && left > 0) {
      left -= 1;
      throw new DOMException("as played by the test", name);
    }
    return real.call(this, value);
  };
  return context.mock.method(IDBObjectStore.prototype, "add", broken);
}

/** Make a transaction that is written say that it was not. @param {IDBTransaction} tx */
function tellsOfFailure(tx) {
  const listen = tx.addEventListener.bind(tx);
  /** @type {() => void} */
  let fail = () => undefined;
  const value = (/** @type {string} */ type, /** @type {() => void} */ heard) => {
    if (type === "error") fail = heard;
    listen(type, type === "complete" ? () => fail() : heard);
  };
  Object.defineProperty(tx, "addEventListener", { value });
}

/** @param {Tab} tab @param {number} number */
function capture(tab, number) {
  return tab.capture("registration", { source: "walk_in" }, { phone: `138 0013 ${8000 + number}`, surname: "李" });
}

test("a connection that died is opened again, once, and the capture succeeds", async (t) => {
  for (const name of ["InvalidStateError", "UnknownError", "AbortError"]) {
    await t.test(name, async (inner) => {
      const { tab } = await openPhone(inner);
      breakWrites(inner, name);
      await capture(tab, 0);
      assert.equal(tab.storageProblem.value, null);
      assert.equal((await tab.allEntries()).length, 1);
    });
  }
});

test("a database that stays dead is said over the whole screen, and nothing is shown as saved", async (t) => {
  const { tab } = await openPhone(t);
  breakWrites(t, "UnknownError", 9);
  await assert.rejects(capture(tab, 0), { name: "UnknownError" });
  assert.equal(tab.storageProblem.value, "UnknownError");
  assert.deepEqual([await tab.allEntries(), tab.outbox.value], [[], []]);
});

test("when the disk is full the pulled rows make room, never the queue", async (t) => {
  const { tab, line } = await openPhone(t);
  await capture(tab, 0);
  await quiet(tab);
  assert.equal(tab.clients.value.length, 1);
  line.meet("/sync/push", "drop_request");
  breakWrites(t, "QuotaExceededError");
  await capture(tab, 1);
  await quiet(tab);
  assert.equal(tab.storageProblem.value, null);
  assert.equal((await tab.allEntries()).length, 2);
  assert.deepEqual([await tab.readRows("client"), await tab.readMeta("cursor")], [[], undefined]);
  await tab.syncNow();
  assert.equal(tab.clients.value.length, 2, "what made room is fetched again");
});

test("when there is no room at all the person is told, and the queue is as it was", async (t) => {
  const { tab } = await openPhone(t);
  await capture(tab, 0);
  await quiet(tab);
  const before = await tab.chainOrFail();
  breakWrites(t, "QuotaExceededError", 2);
  await assert.rejects(capture(tab, 1), { name: "QuotaExceededError" });
  assert.equal(tab.storageProblem.value, "QuotaExceededError");
  assert.equal((await tab.allEntries()).length, 1);
  assert.equal((await tab.chainOrFail()).seq, before.seq);
});

test("a connection that died after the commit has kept the entry once", async (t) => {
  const { tab } = await openPhone(t);
  let died = false;
  const real = IDBDatabase.prototype.transaction;
  t.mock.method(IDBDatabase.prototype, "transaction", /** @this {IDBDatabase} @param {Parameters<typeof real>} given */ function open(...given) {
    const tx = real.apply(this, given);
    if (given[1] === "readwrite" && !died) tellsOfFailure(tx);
    died ||= given[1] === "readwrite";
    return tx;
  });
  await register(tab);
  const entries = await tab.allEntries();
  assert.deepEqual([entries.length, (await tab.chainOrFail()).seq], [1, 1]);
});

test("a write that fails in the middle leaves nothing behind", async (t) => {
  const { tab } = await openPhone(t);
  const before = await tab.readChain();
  const failing = tab.write(["meta", "entries"], async (tx) => {
    await tx.objectStore("meta").put("half", "chain");
    throw new Error("in the middle");
  });
  await assert.rejects(failing, /in the middle/u);
  assert.deepEqual(await tab.readChain(), before);
});

test("a tab that holds the database open makes way for a newer version of it", async (t) => {
  const { tab } = await openPhone(t);
  const { name } = await tab.withDatabase((db) => Promise.resolve(db));
  await new Promise((go, fail) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = go;
    request.onerror = fail;
  });
  assert.equal(await tab.readChain(), undefined, "it was opened anew");
});

test("each person has a database of their own", async (t) => {
  const { tab, office } = await openPhone(t);
  assert.equal(tab.me.value?.person.id, office.person.id);
  await register(tab);
  tab.useDatabaseOf("0192f3a1-0000-7000-8000-0000000000b2");
  assert.deepEqual([await tab.allEntries(), await tab.readChain(), await tab.hasVault()], [[], undefined, false]);
  tab.useDatabaseOf(office.person.id);
  assert.equal((await tab.allEntries()).length, 1);
  const other = await anotherTab();
  assert.equal((await other.allEntries()).length, 1);
});
