import assert from "node:assert/strict";
import { test } from "node:test";
import { put } from "../world/browser.js";
import { openPhone, quiet, register } from "../world/phone.js";

test("who is taken from the pool is on the phone at once, before any pull, sealed like every other client", async (t) => {
  const { tab, line, office } = await openPhone(t);
  line.meet("/sync/pull", "drop_request");
  assert.equal(await tab.takeFromPool("c1"), "2026-11-27T16:00:00.000Z");
  assert.deepEqual(tab.clients.value.map(({ id, state }) => [id, state]), [["c1", "mine"]]);
  const rows = await tab.withDatabase((db) => db.getAll("rows"));
  assert.ok(!JSON.stringify(rows).includes("王"));
  assert.deepEqual(office.poolDesk.clients, []);
  await quiet(tab);
});

test("a refusal of the pool keeps its code and its sentence, and nothing is kept", async (t) => {
  const { tab, office } = await openPhone(t);
  for (const code of ["pool_cap", "cooldown", "pool_frozen", "pool_taken", "live_cap", "not_in_pool"]) {
    office.poolDesk.refuses = code;
    await assert.rejects(tab.takeFromPool("c1"), { code, message: `server: ${code}` });
  }
  assert.deepEqual(tab.clients.value, []);
});

test("without a line neither the pool nor an appeal is anything", async (t) => {
  const { tab, line } = await openPhone(t);
  line.meet("/ownership", "drop_request", "drop_request", "portal");
  await assert.rejects(tab.fetchPool(), { code: "offline" });
  await assert.rejects(tab.takeFromPool("c1"), { code: "offline" });
  await assert.rejects(tab.fileDispute("c1", 7, "我先接待的"), { code: "not_our_server" });
});

test("an appeal is handed in once with its ruling, and what it changes is fetched", async (t) => {
  const { tab, office } = await openPhone(t);
  office.log = [];
  assert.equal(await tab.fileDispute("c1", 7, "我先接待的"), "2026-11-25T01:00:00.000Z");
  assert.deepEqual(office.poolDesk.disputes, [{ client: "c1", ruling: 7, words: "我先接待的" }]);
  assert.ok(office.log.includes("GET /sync/pull"));
});

test("a release is written down without a line, with its note sealed, and sent later", async (t) => {
  const { tab, office, line } = await openPhone(t);
  const subject = await register(tab);
  line.meet("/sync/push", "drop_request");
  const id = await tab.capture("release", { subject, reason: "unreachable" }, { note: "三次没接" });
  await quiet(tab);
  assert.equal(tab.outbox.value.at(-1)?.state, "saved");
  await tab.drain(true);
  assert.equal(office.applied.get(id), 1);
  assert.deepEqual(office.personal.get(id), { note: "三次没接" });
  assert.deepEqual(office.contradictions, []);
});

test("the colleagues are fetched once a day with the sync, hold nothing up, and leave with who signs out", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  assert.deepEqual((await tab.readColleagues()).people, office.poolDesk.colleagues);
  const asked = () => office.log.filter((each) => each === "GET /ownership/colleagues").length;
  await tab.drain();
  assert.equal(asked(), 1);
  tick(86_400_000);
  await quiet(tab);
  line.meet("/ownership/colleagues", { status: 404, code: "not_found" });
  await tab.drain();
  assert.equal(tab.sync.value.problem, null);
  await tab.drain();
  assert.equal(asked(), 2);
  put("navigator", { ...navigator, onLine: true });
  await tab.signOut("keep");
  assert.deepEqual((await tab.readColleagues()).people, []);
});
