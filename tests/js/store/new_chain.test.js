import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { test } from "node:test";
import { openPhone, quiet, register } from "../world/phone.js";

/** @param {import("../world/office.js").Office} office @param {string} device @param {number} epoch */
async function open(office, device, epoch) {
  return /** @type {{ anchor: string }} */ ((await office.openEpoch(device, epoch)).body);
}

test("in a new epoch what was not sent goes on under the same ids, in the same order, with the same content", async (t) => {
  const { tab, line, office } = await openPhone(t);
  await register(tab, 0);
  await tab.syncNow();
  const ids = [await register(tab, 1), await register(tab, 2), await register(tab, 3)];
  await tab.setEntryState(String(ids[1]), "withdrawn");
  const before = await tab.allEntries();
  const chain = await tab.chainOrFail();
  const opened = await open(office, chain.device, 2);
  await tab.rehome({ epoch: 2, anchor: opened.anchor }, Date.now());
  assert.deepEqual([(await tab.chainOrFail()).acked_seq, (await tab.chainOrFail()).pulled_seq], [0, 0]);
  const after = await tab.allEntries();
  assert.deepEqual(after[0], before[0], "what the server has is left alone");
  for (const [index, entry] of after.slice(1).entries()) {
    const old = before[index + 1];
    assert.ok(old);
    for (const name of /** @type {const} */ (["id", "place", "type", "at", "body", "pii", "ticket", "state"])) assert.deepEqual(entry[name], old[name], name);
    assert.deepEqual([entry.epoch, entry.seq], [2, index + 1]);
    assert.deepEqual(entry.earlier, [{ epoch: 1, seq: old.seq, text: old.text, hash: old.hash }]);
    const [text, was] = [JSON.parse(entry.text), JSON.parse(old.text)];
    assert.deepEqual([text.id, text.body, text.pii_commitment, text.at.wall_ms], [was.id, was.body, was.pii_commitment, was.at.wall_ms]);
  }
  assert.deepEqual([office.contradictions, line.faults], [[], []]);
  await tab.syncNow();
  assert.deepEqual([...office.applied.keys()], [before[0]?.id, ...ids]);
  assert.deepEqual((await tab.allEntries()).map(({ state }) => state), ["confirmed", "confirmed", "withdrawn", "confirmed"]);
});

test("history grows with each new epoch", async (t) => {
  const { tab, office } = await openPhone(t);
  const id = await register(tab);
  const { device } = await tab.chainOrFail();
  for (const epoch of [2, 3]) {
    const opened = await open(office, device, epoch);
    await tab.rehome({ epoch, anchor: opened.anchor }, Date.now());
  }
  assert.deepEqual((await tab.entryById(id))?.earlier.map(({ epoch }) => epoch), [1, 2]);
});

test("what is captured or withdrawn while the queue moves house is not lost", async (outer) => {
  for (const what of ["captured", "withdrawn"]) {
    await outer.test(what, async (t) => {
      const { tab, office } = await openPhone(t);
      const id = await register(tab, 0);
      const { device } = await tab.chainOrFail();
      const opened = await open(office, device, 2);
      const real = webcrypto.subtle.sign.bind(webcrypto.subtle);
      const signing = t.mock.method(webcrypto.subtle, "sign", async (/** @type {Parameters<typeof real>} */ ...given) => {
        signing.mock.restore();
        if (what === "captured") await register(tab, 1);
        else await tab.setEntryState(id, "withdrawn");
        return real(...given);
      });
      await tab.rehome({ epoch: 2, anchor: opened.anchor }, Date.now());
      const { unsent, whole } = await tab.nextToSend(100);
      assert.deepEqual([unsent.map(({ state }) => state), whole], [what === "captured" ? ["saved", "saved"] : ["withdrawn"], true]);
      await tab.syncNow();
      assert.deepEqual([office.applied.size, tab.sync.value.problem], [unsent.length, null]);
    });
  }
});

test("a phone that is enrolled again sends under its new name what the closed one could not", async (t) => {
  const { tab, office } = await openPhone(t);
  await register(tab, 0);
  await tab.syncNow();
  const first = await tab.chainOrFail();
  const id = await register(tab, 1);
  const revoked = office.devices.get(first.device);
  assert.ok(revoked);
  revoked.closed = true;
  await tab.syncNow();
  assert.equal(tab.sync.value.problem?.code, "device_closed");
  tab.enrolAgain();
  await tab.enrol("N3W", "test phone");
  assert.equal(tab.stage.value, "locked");
  assert.equal(await tab.ticketsLeft(Date.now()), 0, "the tickets were of the phone before");
  await tab.openVault("246810");
  await quiet(tab);
  const chain = await tab.chainOrFail();
  assert.notEqual(chain.device, first.device);
  assert.equal(office.applied.get(id), 1);
  assert.deepEqual((await tab.allEntries()).map(({ state, epoch, seq }) => [state, epoch, seq]), [["confirmed", 1, 1], ["confirmed", 1, 1]]);
  assert.deepEqual(office.contradictions, []);
});
