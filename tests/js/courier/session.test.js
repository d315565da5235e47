import assert from "node:assert/strict";
import { test } from "node:test";
import { openTab, until } from "../world/browser.js";
import { anotherTab, hide, newPhone, openPhone, PIN, quiet, register } from "../world/phone.js";

/** @import { StoredEntry } from "../../../webapp/static/js/types.js" */

test("a session that ends in the middle stops the sending, not the capturing, and goes on after the sign-in", async (t) => {
  const { tab, office, line, tick } = await openPhone(t);
  hide();
  const ids = [];
  for (let number = 0; number < 130; number += 1) ids.push(await register(tab, number));
  let pushes = 0;
  line.during = async () => {
    pushes += 1;
    office.signedIn = pushes < 2;
  };
  await tab.drain();
  assert.deepEqual([tab.sync.value.problem?.code, office.applied.size], ["sign_in", 100]);
  ids.push(await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013 9000" }));
  await quiet(tab);
  assert.equal((await tab.nextToSend(0)).waiting, 31);
  tick(60_000);
  await quiet(tab);
  assert.equal(office.applied.size, 100, "it only asks whether somebody is signed in");
  line.during = () => Promise.resolve();
  office.signedIn = true;
  tick(60_000);
  await quiet(tab);
  assert.deepEqual([...office.applied.keys()], ids);
  assert.equal(tab.sync.value.problem, null);
});

test("a token that the server no longer takes is fetched anew, once", async (t) => {
  const { tab, office } = await openPhone(t);
  await register(tab);
  office.csrf = "token-2";
  office.log = [];
  await tab.drain();
  assert.deepEqual(office.log, ["POST /sync/push", "GET /session", "POST /sync/push", "GET /sync/pull"]);
  assert.equal(office.applied.size, 1);
});

test("a token that is refused again is told to the person, and nothing is lost", async (t) => {
  const { tab, office, line } = await openPhone(t);
  await register(tab);
  line.meet("/sync/push", { status: 400, code: "csrf" }, { status: 400, code: "csrf" });
  await tab.drain();
  assert.deepEqual([tab.sync.value.problem?.code, tab.sync.value.problem?.retry_at], ["csrf", null]);
  assert.deepEqual([office.applied.size, (await tab.nextToSend(0)).waiting], [0, 1]);
});

test("a phone that was closed, or is not known, needs a person: nothing is deleted, and capturing goes on", async (t) => {
  for (const code of ["device_closed", "device_unknown"]) {
    await t.test(code, async (inner) => {
      const { tab, office } = await openPhone(inner);
      await register(tab);
      await tab.drain();
      await register(tab, 1);
      if (code === "device_unknown") office.devices.clear();
      for (const device of office.devices.values()) device.closed = true;
      const before = await tab.allEntries();
      await tab.drain();
      assert.deepEqual(tab.sync.value.problem, { code, message: `server: ${code}`, retry_at: null });
      assert.deepEqual(await tab.allEntries(), before);
      await tab.capture("registration", { source: "walk_in" }, { phone: "138 0013 8002" });
      assert.equal((await tab.allEntries()).length, 3);
      await quiet(tab);
      tab.enrolAgain();
      assert.equal(tab.stage.value, "not_enrolled");
    });
  }
});

test("a browser that does not keep keys is told so before the server closes the phone of before", async (t) => {
  const { office } = await newPhone(t);
  const tab = await openTab();
  await tab.start();
  const real = IDBObjectStore.prototype.put;
  const refusing = t.mock.method(IDBObjectStore.prototype, "put", /** @this {IDBObjectStore} @param {[unknown]} given */ function put(...given) {
    if (given[0] !== null && typeof given[0] === "object" && "privateKey" in given[0]) throw new DOMException("no keys here", "DataCloneError");
    return real.apply(this, given);
  });
  await assert.rejects(tab.enrol("K3F9", "private window"), { code: "keys_not_kept" });
  assert.deepEqual([office.devices.size, office.log, tab.stage.value], [0, ["GET /session"], "not_enrolled"]);
  refusing.mock.restore();
  await tab.enrol("K3F9", "ordinary window");
  assert.equal(tab.stage.value, "no_pin");
});

test("an enrolment whose answer was lost asks again with the same key", async (t) => {
  const { office, line } = await newPhone(t);
  const tab = await openTab();
  await tab.start();
  line.meet("/devices", "drop_reply");
  await assert.rejects(tab.enrol("K3F9", "test phone"), { code: "offline" });
  await tab.enrol("K3F9", "test phone");
  const [one, other] = [...office.devices.values()].map(({ key }) => key);
  assert.deepEqual(one, other);
  assert.equal(await tab.readMeta("next_key"), undefined);
});

test("whoever used the phone last goes on without a line and without a session", async (t) => {
  const { office, line } = await openPhone(t);
  office.signedIn = false;
  line.meet("/session", "drop_request");
  const offline = await openTab();
  await offline.start();
  assert.equal(offline.stage.value, "locked");
  await offline.openVault(PIN);
  await register(offline);
  const expired = await openTab();
  await expired.start();
  assert.deepEqual([expired.stage.value, expired.sync.value.problem?.code], ["locked", "sign_in"]);
  assert.equal((await expired.openVault(PIN)).right, true);
  assert.equal(expired.outbox.value.length, 1);
});

test("signing out forgets what the server has, keeps what it has not, sealed, and closes the other tabs too", async (t) => {
  const { tab, office } = await openPhone(t);
  const other = await anotherTab();
  office.judge = ({ id }) => (id === refused ? ["rejected", "phone_too_short"] : ["applied", null]);
  await register(tab, 0);
  const refused = await register(tab, 1);
  await tab.drain();
  const unsent = await register(tab, 2);
  await tab.keepDraft("registration", { surname: "赵" });
  await tab.keepDraft("mend", { surname: "赵" });
  const before = /** @type {StoredEntry[]} */ ([await tab.entryById(refused), await tab.entryById(unsent)]);
  await tab.signOut("keep");
  await quiet(other);
  for (const each of [tab, other]) {
    assert.equal(each.stage.value, "signed_out");
    assert.equal(each.isVaultOpen(), false);
    assert.deepEqual([each.clients.value, each.outbox.value, each.notices.value, each.me.value], [[], [], [], null]);
  }
  assert.deepEqual(await tab.allEntries(), before);
  assert.equal(await tab.withDatabase((db) => db.count("rows")), 0);
  assert.deepEqual([await tab.readMeta("cursor"), await tab.readMeta("draft:registration"), await tab.readMeta("draft:mend")], Array(3).fill(undefined));
  assert.equal(await tab.readLastMe(), undefined);
  assert.equal(office.signedIn, false);
  const asked = office.log.length;
  await tab.drain();
  assert.equal(office.log.length, asked, "nobody sends for somebody who left");
  office.signedIn = true;
  const back = await anotherTab();
  await quiet(back);
  assert.equal(office.applied.get(unsent), 1);
});

test("who signs out without a line stays so, and the session is ended before anything else as soon as there is one", async (t) => {
  const { tab, office, line, events } = await openPhone(t);
  line.meet("/session", "drop_request");
  await tab.signOut("keep");
  assert.deepEqual([tab.stage.value, office.signedIn], ["signed_out", true]);
  line.meet("/session", "drop_request", "portal");
  for (const told of ["still without a line", "behind a sign-in page of the network"]) {
    const offline = await openTab();
    await offline.start();
    assert.deepEqual([offline.stage.value, office.signedIn], ["signed_out", true], told);
  }
  office.log = [];
  const online = await openTab();
  await online.start();
  assert.deepEqual([online.stage.value, office.signedIn], ["signed_out", false]);
  assert.deepEqual(office.log, ["GET /session", "DELETE /session", "GET /session"]);
  assert.equal(await online.readLeaving(), undefined);
  events.dispatchEvent(new Event("online"));
  await quiet(online);
  assert.equal(online.stage.value, "signed_out");
});

test("the app that was left open ends the session by itself when the line comes back", async (t) => {
  const { tab, office, line, events } = await openPhone(t);
  line.meet("/session", "timeout_applied");
  const leaving = tab.signOut("keep");
  await quiet(tab);
  t.mock.timers.tick(30_000);
  await leaving;
  office.signedIn = true;
  events.dispatchEvent(new Event("online"));
  await until(async () => (await tab.readLeaving()) === undefined);
  assert.deepEqual([tab.stage.value, office.signedIn], ["signed_out", false]);
});

test("who signed in anew meanwhile is not signed out by an old leaving", async (t) => {
  const { tab, office, line } = await openPhone(t);
  line.meet("/session", "drop_request");
  await tab.signOut("keep");
  office.began = "2026-11-24T09:00:00.000Z";
  const back = await openTab();
  await back.start();
  assert.deepEqual([back.stage.value, office.signedIn, await back.readLeaving()], ["locked", true, undefined]);
});

test("the server is asked in the language of the reader", async (t) => {
  const { tab, line } = await openPhone(t);
  line.spoken = [];
  await tab.drain();
  assert.deepEqual([...new Set(line.spoken)], ["zh-CN"]);
  tab.readerLanguage.value = "en";
  line.spoken = [];
  await tab.drain();
  assert.deepEqual([...new Set(line.spoken)], ["en"]);
});

test("sending before signing out waits until everything is there, or says that it is not", async (t) => {
  const { tab, office, line } = await openPhone(t);
  await register(tab, 0);
  line.meet("/sync/push", "drop_request");
  await assert.rejects(tab.signOut("send"), { code: "not_all_sent" });
  assert.deepEqual([tab.stage.value, (await tab.allEntries()).length], ["open", 1]);
  await tab.signOut("send");
  assert.deepEqual([tab.stage.value, office.applied.size, await tab.allEntries()], ["signed_out", 1, []]);
});

test("signing out in the middle of a drain leaves nothing readable behind", async (t) => {
  const { tab, line } = await openPhone(t);
  await register(tab);
  line.during = () => tab.signOut("keep");
  await tab.drain();
  await quiet(tab);
  assert.deepEqual([tab.stage.value, tab.clients.value, tab.outbox.value], ["signed_out", [], []]);
  assert.equal(await tab.withDatabase((db) => db.count("rows")), 0);
});

test("the next person on the same phone sees nothing of the first, and sends nothing for them", async (t) => {
  const { tab, office, line } = await openPhone(t);
  const id = await register(tab);
  line.meet("/sync/push", "drop_request");
  await tab.signOut("keep");
  const first = office.person;
  office.person = { ...first, id: "0192f3a1-0000-7000-8000-0000000000b2", name: "陈立" };
  office.signedIn = true;
  const second = await openTab();
  await second.start();
  assert.equal(second.stage.value, "not_enrolled");
  await second.enrol("N2XT", "test phone");
  await second.setPin("135790");
  await quiet(second);
  assert.deepEqual([second.outbox.value, second.clients.value, office.applied.has(id)], [[], [], false]);
});

test("a person who signed in while the phone of another stood open closes it", async (t) => {
  const { office, line } = await openPhone(t);
  const tab = await openTab();
  /** @type {() => void} */
  let go = () => undefined;
  const gate = new Promise((open) => {
    go = () => open(undefined);
  });
  const real = line.fetch;
  Object.defineProperty(globalThis, "fetch", { value: async (/** @type {string} */ url, /** @type {RequestInit} */ options) => {
    if (url.endsWith("/session")) await gate;
    return real(url, options);
  }, configurable: true });
  const starting = tab.start();
  await quiet(tab);
  await tab.openVault(PIN);
  await register(tab);
  office.person = { ...office.person, id: "0192f3a1-0000-7000-8000-0000000000b2", name: "陈立" };
  go();
  await starting;
  assert.deepEqual([tab.stage.value, tab.isVaultOpen(), tab.outbox.value, tab.me.value?.person.name], ["not_enrolled", false, [], "陈立"]);
});

test("a copy of the queue holds texts and seals, and nothing that can be read", async (t) => {
  const { tab } = await openPhone(t);
  await register(tab);
  const text = await (await tab.exportQueue()).text();
  const { format, entries } = JSON.parse(text);
  assert.deepEqual([format, entries.length], ["xiandeng queue", 1]);
  for (const word of ["李", "8000", "138 0013"]) assert.ok(!text.includes(word), word);
});
