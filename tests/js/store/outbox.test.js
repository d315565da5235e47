import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { test } from "node:test";
import { fromBase64url } from "../../../webapp/static/js/domain/base64url.js";
import { commitment, headMessage, link } from "../../../webapp/static/js/domain/chain.js";
import { anotherTab, openPhone, quiet, register } from "../world/phone.js";

/** @import { Tab } from "../world/browser.js" */
/** @import { Office } from "../world/office.js" */
/** @import { StoredEntry } from "../../../webapp/static/js/types.js" */

/** @param {Uint8Array<ArrayBuffer>} bytes */
const sha256 = (bytes) => webcrypto.subtle.digest("SHA-256", bytes);

/** Check hashes and signatures of a whole queue that was never sent. @param {{ tab: Tab, office: Office }} phone */
async function assertChain({ tab, office }) {
  const chain = await tab.chainOrFail();
  const entries = await tab.allEntries();
  const { publicKey } = await tab.keyPair();
  let hash = office.devices.get(chain.device)?.chains.get(1)?.genesis ?? "";
  for (const [index, entry] of entries.entries()) {
    hash = await link(sha256, hash, entry.text);
    assert.equal(entry.hash, hash, `hash of ${entry.seq}`);
    assert.deepEqual([entry.seq, entry.place], [index + 1, index + 1]);
    const message = headMessage({ ...entry, anchor: entry.head.anchor });
    const signature = fromBase64url(entry.head.signature);
    assert.ok(await webcrypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, publicKey, signature, message), `signature of ${entry.seq}`);
  }
  assert.deepEqual([chain.seq, chain.hash, chain.place], [entries.length, hash, entries.length]);
  return entries;
}

test("each entry is linked to the one before and signed with the phone's own key, which nobody can take out", async (t) => {
  const { tab, office } = await openPhone(t);
  for (let number = 0; number < 3; number += 1) await register(tab, number);
  const [first] = await assertChain({ tab, office });
  const { privateKey } = await tab.keyPair();
  assert.equal(privateKey.extractable, false);
  await assert.rejects(webcrypto.subtle.exportKey("jwk", privateKey));
  assert.deepEqual(Object.keys(JSON.parse(first?.text ?? "")), ["id", "seq", "type", "v", "at", "body", "pii_commitment"]);
});

test("the text holds no personal data; the sealed part opens only with the PIN and is what the text is bound to", async (t) => {
  const { tab } = await openPhone(t);
  const pii = { phone: "138 0013 8000", surname: "诸葛", title: "ms", note: "看三房" };
  const id = await tab.append("registration", { source: "walk_in" }, pii, Date.now());
  const entry = /** @type {StoredEntry} */ (await tab.entryById(id));
  const stored = JSON.stringify({ ...entry, pii: null }) + Buffer.from(entry.pii?.sealed ?? new ArrayBuffer(0)).toString("latin1");
  for (const word of ["8000", "诸葛", "看三房", Buffer.from("诸葛").toString("latin1")]) assert.ok(!stored.includes(word), word);
  const onWire = await tab.personalOf(entry);
  assert.deepEqual(JSON.parse(onWire?.json ?? ""), pii);
  assert.equal(fromBase64url(onWire?.salt ?? "").length, 32);
  assert.equal(await commitment(sha256, onWire ?? { salt: "", json: "" }), JSON.parse(entry.text).pii_commitment);
  tab.closeVault();
  await assert.rejects(tab.personalOf(entry), /vault is closed/u);
});

test("two tabs that write at once make one chain and lose nothing", async (t) => {
  const { tab, office } = await openPhone(t);
  const other = await anotherTab();
  await Promise.all(Array.from({ length: 12 }, (_each, number) => register(number % 2 === 0 ? tab : other, number)));
  const entries = await assertChain({ tab, office });
  assert.equal(entries.length, 12);
});

test("many captures of one tab at once make one chain", async (t) => {
  const { tab, office } = await openPhone(t);
  await Promise.all(Array.from({ length: 8 }, (_each, number) => register(tab, number)));
  assert.equal((await assertChain({ tab, office })).length, 8);
});

test("an answer between hashing and writing moves the anchor, and the entry is made again upon it", async (t) => {
  const { tab } = await openPhone(t);
  const real = webcrypto.subtle.sign.bind(webcrypto.subtle);
  const signing = t.mock.method(webcrypto.subtle, "sign", async (/** @type {Parameters<typeof real>} */ ...given) => {
    signing.mock.restore();
    await tab.write(["meta"], async (tx) => {
      const meta = tx.objectStore("meta");
      await meta.put({ ...(await meta.get("chain")), anchor: "anchor of an answer in between" }, "chain");
    });
    return real(...given);
  });
  const entry = await tab.entryById(await register(tab));
  assert.equal(JSON.parse(entry?.text ?? "").at.anchor, "anchor of an answer in between");
});

test("each ticket serves one registration, over both tabs; without tickets a registration is made all the same", async (t) => {
  const { tab } = await openPhone(t);
  const other = await anotherTab();
  assert.equal(await tab.ticketsLeft(Date.now()), 5);
  await Promise.all(Array.from({ length: 7 }, (_each, number) => register(number % 2 === 0 ? tab : other, number)));
  const entries = await tab.allEntries();
  const named = entries.map(({ body }) => body["ticket"]).filter(Boolean);
  assert.equal(named.length, 5);
  assert.equal(new Set(named).size, 5);
  assert.deepEqual(entries.map(({ ticket, body }) => (ticket === null) === (body["ticket"] === null)), Array(7).fill(true));
  assert.equal(await tab.ticketsLeft(Date.now()), 0);
});

test("an expired ticket is named by nobody and is thrown away", async (t) => {
  const { tab, tick } = await openPhone(t);
  tick(25 * 3_600_000);
  await quiet(tab);
  await tab.withDatabase((db) => db.clear("tickets"));
  await tab.keepTickets([{ id: "old", token: "old", expires_at: new Date(Date.now() - 1).toISOString(), used: false }], Date.now());
  const entry = await tab.entryById(await register(tab));
  assert.equal(entry?.ticket, null);
  await tab.keepTickets([], Date.now());
  assert.equal(await tab.withDatabase((db) => db.count("tickets")), 0);
});

test("visits, follow-ups and withdrawals need no ticket", async (t) => {
  const { tab, office } = await openPhone(t);
  const subject = await register(tab);
  const rows = /** @type {const} */ ([
    ["visit", { subject, kind: "first_visit" }],
    ["follow_up", { subject, channel: "call", outcome: "reached" }],
    ["withdrawal", { subject, reason: "mistake" }],
  ]);
  for (const [type, body] of rows) {
    const entry = await tab.entryById(await tab.append(type, body, null, Date.now()));
    assert.deepEqual([entry?.body, entry?.ticket, entry?.pii], [body, null, null]);
    assert.ok(!("pii_commitment" in JSON.parse(entry?.text ?? "")));
  }
  await assertChain({ tab, office });
});
