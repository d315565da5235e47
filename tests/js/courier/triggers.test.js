import assert from "node:assert/strict";
import { test } from "node:test";
import { put } from "../world/browser.js";
import { hide, openPhone, quiet, register } from "../world/phone.js";

test("after the line came back the first try is spread over three seconds", async (t) => {
  for (const [drawn, wait] of [[0, 0], [0.5, 1_500], [0.999, 2_997]]) {
    await t.test(`drawn ${drawn}`, async (inner) => {
      const { tab, office, events, chance, tick } = await openPhone(inner);
      hide();
      chance.mock.mockImplementation(() => Number(drawn));
      await register(tab);
      events.dispatchEvent(new Event("offline"));
      assert.equal(tab.sync.value.online, false);
      events.dispatchEvent(new Event("online"));
      assert.equal(tab.sync.value.online, true);
      if (Number(wait) > 0) tick(Number(wait) - 1);
      await quiet(tab);
      assert.equal(office.applied.size, 0);
      tick(1);
      await quiet(tab);
      assert.equal(office.applied.size, 1);
    });
  }
});

test("it sends when the app comes back, when it becomes visible, and every minute while it is", async (t) => {
  const { tab, office, events, tick } = await openPhone(t);
  const arrives = async (/** @type {() => void} */ cause) => {
    const before = office.applied.size;
    await register(tab, before);
    cause();
    await quiet(tab);
    return office.applied.size - before;
  };
  assert.equal(await arrives(() => events.dispatchEvent(new Event("pageshow"))), 1);
  assert.equal(await arrives(() => events.dispatchEvent(new Event("visibilitychange"))), 1);
  assert.equal(await arrives(() => tick(60_000)), 1);
  hide();
  assert.equal(await arrives(() => events.dispatchEvent(new Event("visibilitychange"))), 0);
  assert.equal(await arrives(() => tick(300_000)), 0);
  put("document", { visibilityState: "visible" });
  assert.equal(await arrives(() => tick(60_000)), 3);
});

test("each capture is sent at once", async (t) => {
  const { tab, office } = await openPhone(t);
  hide();
  await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013 8000" });
  await quiet(tab);
  assert.equal(office.applied.size, 1);
});

test("the book of tickets is filled up when few are left", async (t) => {
  const { tab, office } = await openPhone(t);
  assert.equal(await tab.ticketsLeft(Date.now()), 5);
  for (let number = 0; number < 2; number += 1) await register(tab, number);
  await tab.drain();
  assert.equal(await tab.ticketsLeft(Date.now()), 3);
  await register(tab, 2);
  await tab.drain();
  assert.equal(await tab.ticketsLeft(Date.now()), 5);
  assert.equal(office.log.filter((each) => each === "POST /tickets").length, 2);
});

test("the code of a registration shows its own head, and stays the same after it was sent", async (t) => {
  const { tab } = await openPhone(t);
  const id = await register(tab);
  const entry = await tab.entryById(id);
  const code = await tab.codeUrl(id);
  const { ticket, epoch, seq, hash, head } = entry ?? assert.fail("it is kept");
  assert.equal(code, `https://office.example/c/${ticket}.${epoch}.${seq}.${hash}.${head.anchor}.${head.signature}`);
  await tab.drain();
  assert.equal(await tab.codeUrl(id), code);
});
