import assert from "node:assert/strict";
import { test } from "node:test";
import { put, until } from "../world/browser.js";
import { anotherTab, openPhone, quiet, register } from "../world/phone.js";

/** @param {import("../world/office.js").Office} office @param {string[]} ids */
function assertOnce(office, ids) {
  assert.deepEqual([...office.applied.keys()], ids);
  assert.ok([...office.applied.values()].every((times) => times === 1));
  assert.deepEqual(office.contradictions, []);
}

test("one tab never sends twice at once, however often it is asked", async (t) => {
  const { tab, office, line } = await openPhone(t);
  const ids = [await register(tab, 0), await register(tab, 1)];
  line.most = 0;
  await Promise.all(Array.from({ length: 6 }, () => tab.drain()));
  assert.equal(line.most, 1);
  assertOnce(office, ids);
});

test("two tabs that are asked at once: one sends, the other comes back to it later", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  const other = await anotherTab();
  const ids = [await register(tab, 0), await register(other, 1)];
  line.most = 0;
  line.pushed = [];
  await Promise.all([tab.drain(), other.drain()]);
  await quiet(tab);
  assert.deepEqual([line.most, line.pushed.map(({ entries }) => entries)], [1, [2]]);
  ids.push(await register(other, 2));
  tick(2_000);
  await quiet(other);
  assertOnce(office, ids);
});

test("where the browser has no locks, a lease keeps the other tab away", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  const other = await anotherTab();
  put("navigator", { onLine: true });
  const ids = [await register(tab, 0)];
  line.most = 0;
  line.pushed = [];
  await Promise.all([tab.drain(), other.drain()]);
  assert.deepEqual([line.most, line.pushed.length], [1, 1]);
  assert.equal(await tab.readMeta("lease"), undefined, "it is given back");
  ids.push(await register(other, 1));
  tick(2_000);
  await until(() => office.applied.size === 2);
  assertOnce(office, ids);
});

test("the lease of a tab that died runs out; that of a tab that works is prolonged", async (t) => {
  const { tab, tick } = await openPhone(t);
  put("navigator", { onLine: true });
  assert.equal(await tab.takeLease("a tab that died", Date.now(), 60_000), true);
  assert.equal(await tab.alone(() => Promise.resolve()), false);
  tick(60_000);
  let done = false;
  /** @type {() => void} */
  let end = () => undefined;
  const working = tab.alone(() => new Promise((go) => {
    done = true;
    end = () => go(undefined);
  }));
  await until(() => done);
  for (let time = 0; time < 5; time += 1) {
    tick(20_000);
    await tab.readChain();
    assert.equal(await tab.takeLease("another", Date.now(), 60_000), false, `after ${time} times`);
  }
  end();
  assert.equal(await working, true);
  assert.equal(await tab.takeLease("another", Date.now(), 60_000), true);
});

test("nobody gives back the lease of another", async (t) => {
  const { tab } = await openPhone(t);
  await tab.takeLease("another", Date.now(), 60_000);
  await tab.dropLease("this tab");
  assert.equal(await tab.takeLease("this tab", Date.now(), 60_000), false);
});

test("a clock that was set back does not keep a dead tab's lease alive", async (t) => {
  const { tab } = await openPhone(t);
  await tab.takeLease("a tab that died", Date.now() + 24 * 3_600_000, 60_000);
  assert.equal(await tab.takeLease("this tab", Date.now(), 60_000), true);
});

test("the lease is given back by a drain that fails", async (t) => {
  const { tab, line } = await openPhone(t);
  put("navigator", { onLine: true });
  await register(tab);
  line.meet("/sync/push", "drop_request");
  await tab.drain();
  assert.equal(await tab.readMeta("lease"), undefined);
});

test("two tabs that send at once all the same, because neither saw the other, do no harm", async (t) => {
  const { tab, office, tick } = await openPhone(t);
  const other = await anotherTab();
  const everything = { request: (/** @type {string} */ _name, /** @type {object} */ _options, /** @type {(lock: object) => Promise<void>} */ work) => work({}) };
  put("navigator", { onLine: true, locks: { ...everything, query: () => Promise.resolve({ held: [] }) } });
  const ids = [];
  for (let number = 0; number < 6; number += 1) ids.push(await register(number % 2 === 0 ? tab : other, number));
  await Promise.all([tab.drain(), other.drain()]);
  for (let time = 0; time < 3; time += 1) {
    tick(60_000);
    await Promise.all([quiet(tab), quiet(other)]);
  }
  assertOnce(office, ids);
  assert.ok((await tab.allEntries()).every(({ state }) => state === "confirmed"));
});
