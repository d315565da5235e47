import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../world/browser.js";
import { hide, openPhone, quiet, register } from "../world/phone.js";

/** @import { Fault } from "../world/line.js" */
/** @import { Tab } from "../world/browser.js" */
/** @import { Office } from "../world/office.js" */

/** @param {Tab} tab */
async function queue(tab) {
  return (await tab.allEntries()).map(({ id, seq, text, hash, acked, state }) => ({ id, seq, text, hash, acked, state }));
}

/** Everything arrived, once each, in order, and nobody was accused. @param {Tab} tab @param {Office} office @param {string[]} ids */
async function assertArrived(tab, office, ids) {
  assert.deepEqual([...office.applied.keys()], ids);
  assert.ok([...office.applied.values()].every((times) => times === 1), "each was applied once");
  assert.deepEqual(office.contradictions, []);
  assert.deepEqual([(await tab.nextToSend(0)).waiting, tab.sync.value.problem], [0, null]);
}

const FAULTS = /** @type {[string, Fault, string, boolean][]} */ ([
  ["the request is lost", "drop_request", "offline", false],
  ["the answer is lost", "drop_reply", "offline", true],
  ["the answer is cut off", "cut_body", "offline", true],
  ["a hotel's page answers", "portal", "not_our_server", false],
  ["a hotel answers in JSON", "portal_json", "not_our_server", false],
  ["it is redirected", "redirect", "offline", false],
  ["the server fails", { status: 500 }, "server_error", false],
  ["the proxy fails, without JSON", { status: 502, html: true }, "server_error", false],
  ["the server is busy", { status: 503, code: "busy", retryAfter: "5" }, "busy", false],
  ["it was too often", { status: 429, code: "too_many", retryAfter: "5" }, "too_many", false],
  ["it was too much", { status: 413, code: "too_large" }, "too_large", false],
  ["it was too much for the proxy", { status: 413, html: true }, "server_error", false],
]);

test("no failure touches the queue, the person sees the reason and the next try, and then everything arrives once", async (t) => {
  for (const [name, fault, code, applied] of FAULTS) {
    await t.test(name, async (inner) => {
      const { tab, office, line, tick } = await openPhone(inner);
      const ids = [await register(tab, 0), await register(tab, 1)];
      const before = await queue(tab);
      line.meet("/sync/push", fault);
      await tab.drain();
      assert.deepEqual(await queue(tab), before);
      assert.equal(office.applied.size, applied ? 2 : 0);
      const { problem } = tab.sync.value;
      assert.equal(problem?.code, code);
      const wait = Number(problem?.retry_at) - Date.now();
      assert.ok(wait > 0 && wait <= 9_000, `next try in ${wait}`);
      tick(wait);
      await quiet(tab);
      await assertArrived(tab, office, ids);
    });
  }
});

test("a request, and an answer that stops in the middle, are given up after thirty seconds", async (t) => {
  for (const fault of /** @type {const} */ (["timeout", "timeout_applied", "stalled_body"])) {
    await t.test(fault, async (inner) => {
      const { tab, office, line, tick } = await openPhone(inner);
      const ids = [await register(tab)];
      line.meet("/sync/push", fault);
      const draining = tab.drain();
      await until(() => office.pushes.length === (fault === "timeout" ? 1 : 2) && line.faults.length === 0);
      for (let turn = 0; turn < 50; turn += 1) await new Promise((go) => setImmediate(go));
      tick(29_999);
      const problem = () => tab.sync.value.problem?.code;
      assert.equal(problem(), undefined);
      tick(1);
      await draining;
      assert.equal(problem(), "timeout");
      tick(4_000);
      await quiet(tab);
      await assertArrived(tab, office, ids);
    });
  }
});

test("there is no limit of attempts, the waits grow to five minutes, and the head goes first", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  hide();
  const ids = [await register(tab)];
  const before = office.pushes.length;
  const waits = [];
  for (let attempt = 0; attempt < 15; attempt += 1) {
    line.meet("/sync/push", "drop_request");
    if (attempt === 0) await tab.drain();
    else tick(Number(waits.at(-1)));
    await quiet(tab);
    waits.push(Number(tab.sync.value.problem?.retry_at) - Date.now());
  }
  assert.deepEqual(waits.slice(0, 9), [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 150_000, 150_000]);
  assert.equal(waits.at(-1), 150_000);
  tick(150_000);
  await quiet(tab);
  assert.deepEqual(office.pushes.slice(before).map(({ entries }) => entries.length), [0, 1]);
  await assertArrived(tab, office, ids);
});

test("what the server asked to wait is waited for, whatever else happens, unless a person insists", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  const ids = [await register(tab)];
  line.meet("/sync/push", { status: 503, code: "busy", retryAfter: "120" });
  await tab.drain();
  const asked = office.log.length;
  ids.push(await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013 8001" }));
  await tab.drain();
  tick(119_000);
  await quiet(tab);
  assert.equal(office.log.length, asked, "nothing was sent");
  line.meet("/sync/push", { status: 503, code: "busy", retryAfter: "Tue, 24 Nov 2026 01:04:00 GMT" });
  await tab.syncNow();
  assert.equal(Number(tab.sync.value.problem?.retry_at) > Date.now() + 60_000, true, "a date is understood too");
  tick(130_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
});

test("a batch that was too much is halved until it fits, and is whole again after success", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  const ids = [];
  for (let number = 0; number < 8; number += 1) ids.push(await register(tab, number));
  line.room = 2;
  hide();
  line.pushed = [];
  await tab.drain();
  for (let time = 0; time < 6; time += 1) {
    tick(150_000);
    await quiet(tab);
  }
  const sizes = line.pushed.map(({ entries }) => entries);
  assert.deepEqual(sizes, [8, 0, 8, 0, 8, 0, 8, 0, 6, 0, 3, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
  await assertArrived(tab, office, ids);
  line.room = Infinity;
  for (let number = 8; number < 12; number += 1) ids.push(await register(tab, number));
  await tab.drain();
  assert.equal(line.pushed.at(-1)?.entries, 4);
  await assertArrived(tab, office, ids);
});

test("a batch that took too long is halved", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  const ids = [];
  for (let number = 0; number < 60; number += 1) ids.push(await register(tab, number));
  line.pushed = [];
  line.meet("/sync/push", "timeout");
  const draining = tab.drain();
  await until(() => line.pushed.length === 1);
  tick(30_000);
  await draining;
  tick(4_000);
  await quiet(tab);
  assert.deepEqual(line.pushed.map(({ entries }) => entries), [60, 0, 50, 10]);
  await assertArrived(tab, office, ids);
});

test("a batch holds a hundred entries at most", async (t) => {
  const { tab, office } = await openPhone(t);
  const ids = [];
  for (let number = 0; number < 130; number += 1) ids.push(await register(tab, number));
  await tab.drain();
  assert.deepEqual(office.pushes.map(({ entries }) => entries.length), [0, 100, 30]);
  await assertArrived(tab, office, ids);
});

test("a batch stays below what the server takes in bytes, as it stands on the line", async (t) => {
  const { tab, office, line } = await openPhone(t);
  const ids = [];
  for (let number = 0; number < 90; number += 1) {
    const pii = { phone: "138 0013 8000", surname: "李", note: '好"'.repeat(480) };
    ids.push(await tab.append("registration", { source: "walk_in" }, pii, Date.now()));
  }
  line.pushed = [];
  await tab.drain();
  const sizes = line.pushed.map(({ bytes }) => bytes);
  assert.ok(sizes.length > 1, String(sizes));
  assert.ok(sizes.every((size) => size < 257 * 1024), String(sizes));
  assert.ok(Number(sizes[0]) > 240 * 1024, "and it is filled");
  await assertArrived(tab, office, ids);
});

test("what is captured while a push is under way goes out in the same drain, as part of the same chain", async (t) => {
  const { tab, office, line } = await openPhone(t);
  const ids = [await register(tab, 0)];
  line.during = async () => {
    if (ids.length < 4) ids.push(await register(tab, ids.length));
  };
  await tab.drain();
  await assertArrived(tab, office, ids);
});

test("an entry that the server refuses is put aside for the person and delays no other", async (t) => {
  const { tab, office } = await openPhone(t);
  office.judge = ({ id }) => (id === ids[1] ? ["rejected", "phone_too_short"] : ["applied", null]);
  const ids = [await register(tab, 0), await register(tab, 1), await register(tab, 2)];
  await tab.drain();
  assert.deepEqual((await queue(tab)).map(({ state }) => state), ["confirmed", "needs_mending", "confirmed"]);
  const fresh = await tab.mend(String(ids[1]), { source: "walk_in" }, { phone: "138 0013 8001" });
  await quiet(tab);
  const [, old, , mended] = await tab.allEntries();
  assert.deepEqual([old?.state, mended?.id, mended?.state, mended?.body["amends"]], ["withdrawn", fresh, "confirmed", ids[1]]);
});

test("an answer that settles less than was sent is no success: the rest is sent again", async (t) => {
  const { tab, office } = await openPhone(t);
  const ids = [];
  for (let number = 0; number < 4; number += 1) ids.push(await register(tab, number));
  const whole = office.taken.bind(office);
  let short = true;
  office.taken = (chain, rows) => {
    const kept = short ? rows.slice(0, 1) : rows;
    short = false;
    return whole(chain, kept);
  };
  await tab.drain();
  await assertArrived(tab, office, ids);
});

test("an answer that settles nothing is said, and tried again", async (t) => {
  const { tab, office, tick } = await openPhone(t);
  const ids = [await register(tab)];
  const whole = office.taken.bind(office);
  office.taken = (chain) => whole(chain, []);
  await tab.drain();
  assert.equal(tab.sync.value.problem?.code, "gap");
  assert.deepEqual((await queue(tab)).map(({ acked }) => acked), [false]);
  office.taken = whole;
  tick(2_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
});

test("fifty entries arrive in order, once each, though every third answer is lost", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  const ids = [];
  let asked = 0;
  line.during = async (path) => {
    asked += 1;
    if (asked % 3 === 0) line.meet(path, "drop_reply");
  };
  for (let number = 0; number < 50; number += 1) {
    ids.push(await register(tab, number));
    if (number % 4 === 0) await tab.drain();
  }
  for (let time = 0; time < 10; time += 1) {
    tick(300_000);
    await quiet(tab);
  }
  line.during = () => Promise.resolve();
  line.faults = [];
  await tab.drain();
  await assertArrived(tab, office, ids);
});

test("a failure of the storage while sending is seen, and tried again", async (t) => {
  const { tab, office, tick } = await openPhone(t);
  const ids = [await register(tab)];
  const broken = t.mock.method(globalThis.crypto.subtle, "sign", () => Promise.reject(new Error("no key for now")));
  await assert.rejects(tab.drain(), /no key for now/u);
  assert.deepEqual([tab.sync.value.problem?.code, tab.sync.value.sending], ["unexpected", false]);
  broken.mock.restore();
  tick(2_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
});
