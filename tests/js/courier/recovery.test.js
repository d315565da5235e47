import assert from "node:assert/strict";
import { test } from "node:test";
import { openPhone, quiet, register } from "../world/phone.js";

/** @import { Tab } from "../world/browser.js" */
/** @import { Office } from "../world/office.js" */

/** Everything is on the server, was applied once by what it remembers, and the phone knows. @param {Tab} tab @param {Office} office @param {string[]} ids */
async function assertArrived(tab, office, ids) {
  assert.deepEqual([...office.applied.keys()].sort(), [...ids].sort());
  assert.ok([...office.applied.values()].every((times) => times === 1));
  assert.deepEqual(office.contradictions, []);
  const { waiting, whole } = await tab.nextToSend(0);
  assert.deepEqual([waiting, whole, tab.sync.value.problem], [0, true, null]);
  assert.ok((await tab.allEntries()).every(({ acked }) => acked));
}

/** @param {Tab} tab @param {number} count @param {number} [from] */
async function registerMany(tab, count, from = 0) {
  const ids = [];
  for (let number = from; number < from + count; number += 1) ids.push(await register(tab, number));
  return ids;
}

test("a refused chain goes on in a new epoch, re-homed and sent, and the person sees why", async (t) => {
  const codes = [[409, "chain_broken"], [409, "forked"], [409, "epoch_closed"], [403, "signature_invalid"], [400, "anchor_unknown"]];
  for (const [status, code] of codes) {
    await t.test(String(code), async (inner) => {
      const { tab, office, line, tick } = await openPhone(inner);
      const ids = await registerMany(tab, 2);
      await tab.drain();
      ids.push(...(await registerMany(tab, 2, 2)));
      line.meet("/sync/push", { status: Number(status), code: String(code) });
      await tab.drain();
      assert.equal(tab.sync.value.problem?.message, `server: ${code}`);
      assert.equal((await tab.chainOrFail()).epoch, 2);
      ids.push(await register(tab, 4));
      tick(2_000);
      await quiet(tab);
      await assertArrived(tab, office, ids);
      assert.deepEqual((await tab.allEntries()).map(({ epoch, seq }) => [epoch, seq]), [[1, 1], [1, 2], [2, 1], [2, 2], [2, 3]]);
    });
  }
});

test("when the answer to a new epoch is lost, the next try goes on from there", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  const ids = await registerMany(tab, 2);
  const real = office.openEpoch.bind(office);
  // As the server does it: asked again before anything was written, it answers the same.
  office.openEpoch = async (id, epoch) => {
    const device = office.devices.get(id);
    if (device?.epoch !== epoch || device.chains.get(epoch)?.rows.length !== 0) return real(id, epoch);
    device.epoch -= 1;
    return real(id, epoch);
  };
  line.meet("/sync/push", { status: 409, code: "chain_broken" });
  line.meet("/devices/", "drop_reply");
  await tab.drain();
  assert.equal((await tab.chainOrFail()).epoch, 1);
  tick(2_000);
  await quiet(tab);
  tick(4_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
});

test("a damaged storage that cannot supply what the server expects opens a new epoch for what survived", async (t) => {
  const { tab, office, tick } = await openPhone(t);
  const ids = await registerMany(tab, 5);
  await tab.withDatabase((db) => db.delete("entries", String(ids[1])));
  await tab.drain();
  assert.equal(tab.sync.value.problem?.code, "gap");
  tick(2_000);
  await quiet(tab);
  await assertArrived(tab, office, ids.filter((_id, place) => place !== 1));
});

test("a server that was restored from an older copy gets again what it lost", async (t) => {
  const { tab, office, line } = await openPhone(t);
  const ids = await registerMany(tab, 3);
  await tab.drain();
  const backup = office.copy();
  ids.push(...(await registerMany(tab, 3, 3)));
  await tab.drain();
  office.restore(backup);
  line.meet("/sync/pull", "drop_request");
  await tab.drain();
  const seen = await tab.chainOrFail();
  assert.deepEqual([seen.acked_seq, seen.pulled_seq], [6, 3], "what was shown by the server before does not count for the one after");
  await tab.drain();
  await assertArrived(tab, office, ids);
  assert.equal((await tab.chainOrFail()).epoch, 1, "the same chain, from the place that the server expects");
  assert.equal(tab.clients.value.length, 6, "and what was pulled is pulled anew");
});

test("a server that was restored while more was captured gets both", async (t) => {
  const { tab, office, tick } = await openPhone(t);
  const ids = await registerMany(tab, 2);
  await tab.drain();
  const backup = office.copy();
  ids.push(...(await registerMany(tab, 2, 2)));
  await tab.drain();
  ids.push(...(await registerMany(tab, 2, 4)));
  office.restore(backup);
  await tab.drain();
  assert.equal(tab.sync.value.problem?.code, "gap", "it is said");
  tick(2_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
});

test("what the server lost and the phone has forgotten does not stop what the phone still has", async (t) => {
  const { tab, office, tick } = await openPhone(t);
  const backup = office.copy();
  const gone = await registerMany(tab, 2);
  await tab.drain();
  for (const id of gone) await tab.withDatabase((db) => db.delete("entries", id));
  const ids = await registerMany(tab, 2, 2);
  office.restore(backup);
  await tab.drain();
  tick(2_000);
  await quiet(tab);
  tick(4_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
  assert.equal((await tab.chainOrFail()).epoch, 2);
});

test("a server that was restored to before the epoch gets everything that the phone still has", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  const ids = await registerMany(tab, 2);
  await tab.drain();
  const backup = office.copy();
  line.meet("/sync/push", { status: 409, code: "chain_broken" });
  ids.push(...(await registerMany(tab, 2, 2)));
  await tab.drain();
  tick(2_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
  office.restore(backup);
  ids.push(await register(tab, 4));
  await tab.drain();
  assert.equal(tab.sync.value.problem?.code, "epoch_wrong");
  tick(2_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
  assert.equal((await tab.chainOrFail()).epoch, 3);
});

test("a server with other keys knows no anchor of the phone, gives it a new one, and gets what it lacks", async (t) => {
  const { tab, office, tick } = await openPhone(t);
  const ids = await registerMany(tab, 2);
  await tab.drain();
  ids.push(...(await registerMany(tab, 2, 2)));
  office.loseKeys();
  office.log = [];
  await tab.drain();
  const opening = `POST /devices/${(await tab.chainOrFail()).device}/epochs`;
  assert.deepEqual(office.log, ["POST /sync/push", opening, "GET /sync/pull", opening]);
  assert.equal(tab.sync.value.problem?.code, "anchor_unknown", "the person sees why");
  tick(2_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
  assert.equal((await tab.chainOrFail()).epoch, 2);
});

test("an opening that another key signed is refused, and everything stays where it is", async (t) => {
  const { tab, office, line } = await openPhone(t);
  await registerMany(tab, 2);
  const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  await tab.writeMeta("key", { ...(await tab.readMeta("key")), privateKey });
  line.meet("/sync/push", { status: 409, code: "chain_broken" });
  const before = await tab.allEntries();
  await tab.drain();
  assert.deepEqual([tab.sync.value.problem?.code, tab.sync.value.problem?.retry_at], ["signature_invalid", null], "a person has to do something");
  assert.equal((await tab.chainOrFail()).epoch, 1);
  assert.deepEqual(await tab.allEntries(), before);
  assert.equal([...office.devices.values()][0]?.epoch, 1);
});

test("a restored server is noticed by a pull too", async (t) => {
  const { tab, office, tick } = await openPhone(t);
  const backup = office.copy();
  const ids = await registerMany(tab, 2);
  const real = office.pull.bind(office);
  office.pull = (wish) => {
    office.pull = real;
    office.restore(backup);
    return real(wish);
  };
  await tab.drain();
  assert.equal(tab.sync.value.problem?.code, "gap");
  tick(2_000);
  await quiet(tab);
  await assertArrived(tab, office, ids);
});

test("a confirmed entry stays until a later question has shown it on the server", async (t) => {
  const { tab, office, line } = await openPhone(t);
  const ids = await registerMany(tab, 1);
  line.meet("/sync/pull", "drop_request");
  await tab.drain();
  const pushed = await tab.chainOrFail();
  assert.deepEqual([pushed.acked_seq, pushed.pulled_seq], [1, 0]);
  await tab.forgetSettled();
  assert.equal((await tab.allEntries()).length, 1, "confirmed by a push alone");
  await tab.drain();
  assert.equal((await tab.chainOrFail()).pulled_seq, 1);
  await assertArrived(tab, office, ids);
  await tab.forgetSettled();
  assert.deepEqual(await tab.allEntries(), []);
});
