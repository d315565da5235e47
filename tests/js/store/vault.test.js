import assert from "node:assert/strict";
import { test } from "node:test";
import { openTab, stretched, until } from "../world/browser.js";
import { newPhone, openPhone, PIN, register } from "../world/phone.js";

test("a wrong PIN opens nothing, the right one opens", async (t) => {
  const { tab } = await openPhone(t);
  tab.closeVault();
  assert.equal((await tab.openWith("000000", Date.now())).right, false);
  assert.equal(tab.isVaultOpen(), false);
  await assert.rejects(register(tab), /vault is closed/u);
  assert.equal((await tab.openWith(PIN, Date.now())).right, true);
  await register(tab);
  assert.ok(stretched.every((rounds) => rounds >= 310_000), "people choose short ones");
});

test("guessing slows down, also over a restart; the right PIN is not even tried before its time, and starts over", async (t) => {
  const { tab, tick } = await openPhone(t);
  const wrong = async () => (await tab.openWith("000000", Date.now())).waitMs;
  assert.deepEqual([await wrong(), await wrong(), await wrong()], [0, 0, 2_000]);
  const restarted = await openTab();
  await restarted.start();
  tick(500);
  assert.deepEqual(await restarted.openVault(PIN), { right: false, waitMs: 1_500 });
  assert.equal(restarted.stage.value, "locked");
  tick(1_500);
  assert.equal((await restarted.openWith("000000", Date.now())).waitMs, 4_000);
  tick(4_000);
  assert.deepEqual(await restarted.openVault(PIN), { right: true, waitMs: 0 });
  assert.equal(restarted.stage.value, "open");
  assert.equal(await wrong(), 0, "it starts over");
});

test("a try that is cut off counts", async (t) => {
  const { tab } = await openPhone(t);
  const cut = t.mock.method(globalThis.crypto.subtle, "unwrapKey", () => new Promise(() => undefined));
  for (let time = 0; time < 3; time += 1) void tab.openWith("000000", Date.now());
  await until(() => cut.mock.callCount() === 3);
  cut.mock.restore();
  assert.equal((await tab.openWith(PIN, Date.now())).right, false);
});

test("a clock that was set back locks nobody out", async (t) => {
  const { tab } = await openPhone(t);
  for (let time = 0; time < 5; time += 1) await tab.openWith("000000", Date.now() + time * 3_600_000);
  assert.equal((await tab.openWith(PIN, Date.now())).right, true);
});

test("a tab that chooses a PIN after another did is asked for that one", async (t) => {
  await newPhone(t);
  const tab = await openTab();
  await tab.start();
  await tab.enrol("K3F9", "test phone");
  const other = await openTab();
  await other.start();
  await tab.setPin("111111");
  await other.setPin("222222");
  assert.deepEqual([tab.stage.value, other.stage.value], ["open", "locked"]);
  assert.equal((await other.openVault("111111")).right, true);
});

test("two tabs that choose a PIN at once end with one vault, and no entry that nobody can open", async (t) => {
  await newPhone(t);
  const tab = await openTab();
  await tab.start();
  await tab.enrol("K3F9", "test phone");
  const other = await openTab();
  await other.start();
  assert.equal(other.stage.value, "no_pin");
  await Promise.all([tab.setPin("111111"), other.setPin("222222")]);
  assert.deepEqual([tab.stage.value, other.stage.value].sort(), ["locked", "open"]);
  const [open, locked, pin] = tab.stage.value === "open" ? [tab, other, "111111"] : [other, tab, "222222"];
  const id = await register(open);
  assert.equal((await locked.openVault(pin)).right, true);
  const entry = await locked.entryById(id);
  assert.ok(entry);
  assert.match((await locked.personalOf(entry))?.json ?? "", /李/u);
});

test("each sealing is different, and a changed one does not open", async (t) => {
  const { tab } = await openPhone(t);
  const [one, other] = [await tab.seal({ a: "李" }), await tab.seal({ a: "李" })];
  assert.notDeepEqual(one.iv, other.iv);
  assert.deepEqual(await tab.unseal(one), { a: "李" });
  new Uint8Array(one.sealed)[0] = (new Uint8Array(one.sealed)[0] ?? 0) ^ 1;
  await assert.rejects(tab.unseal(one));
});
