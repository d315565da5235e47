/**
 * The queue. An entry is hashed and signed first, then written in one transaction that looks at the head of the chain once
 * more: if another tab was faster, everything is made again upon its head. "Saved" is said only when it is on the disk.
 */
import { toBase64url } from "../domain/base64url.js";
import { commitment, link } from "../domain/chain.js";
import { cleanBody, entryText, newId, piiJson } from "../domain/entry_text.js";
import { isUnsent, isWhole } from "../domain/verdicts.js";
import { withDatabase, write } from "./database.js";
import { readChain } from "./meta.js";
import { sha256, signHead } from "./signing_key.js";
import { seal, unseal } from "./vault.js";

/** @import { ChainState, EntryType, Pii, PiiOnWire, SealedText, StoredEntry, Ticket } from "../types.js" */

/**
 * Append an entry to the chain and keep it. It is safe when this returns.
 * @param {EntryType} type @param {Record<string, string | null | undefined>} given @param {Pii | null} pii @param {number} wallMs
 * @returns {Promise<string>} its id
 */
export async function append(type, given, pii, wallMs) {
  const id = newId(wallMs, crypto.getRandomValues(new Uint8Array(10)));
  const personal = pii === null ? null : await bindPersonal(pii);
  for (;;) {
    const entry = await compose(id, type, given, personal, wallMs);
    if (await keep(entry)) return id;
  }
}

/** @param {Pii} pii @returns {Promise<{ sealed: SealedText, commitment: string }>} */
async function bindPersonal(pii) {
  /** @type {PiiOnWire} */
  const onWire = { salt: toBase64url(crypto.getRandomValues(new Uint8Array(32))), json: piiJson(pii) };
  return { sealed: await seal(onWire), commitment: await commitment(sha256, onWire) };
}

/** @typedef {{ entry: StoredEntry, before: ChainState }} Composed */

/**
 * @param {string} id
 * @param {EntryType} type
 * @param {Record<string, string | null | undefined>} given
 * @param {{ sealed: SealedText, commitment: string } | null} personal
 * @param {number} wallMs
 * @returns {Promise<Composed>}
 */
async function compose(id, type, given, personal, wallMs) {
  const before = await chainOrFail();
  const { ticket, body } = await withTicket(type, given, wallMs);
  const { epoch, anchor, device } = before;
  const seq = before.seq + 1;
  const text = entryText({ id, seq, type, body, anchor, wallMs, anchorWallMs: before.anchor_wall_ms, commitment: personal?.commitment ?? null });
  const hash = await link(sha256, before.hash, text);
  const signature = await signHead({ device, epoch, seq, hash, anchor });
  /** @type {StoredEntry} */
  const entry = {
    id, place: before.place + 1, device, epoch, seq, type, at: wallMs, body, text, hash, pii: personal?.sealed ?? null, head: { anchor, signature },
    ticket, state: "saved", acked: false, code: null, field: null, message: null, ruling: null, earlier: [],
  };
  return { entry, before };
}

/**
 * A registration names a ticket, so that its code can be shown without signal.
 * @param {EntryType} type @param {Record<string, string | null | undefined>} given @param {number} wallMs
 */
async function withTicket(type, given, wallMs) {
  if (type !== "registration") return { ticket: null, body: cleanBody(given) };
  const ticket = await freeTicket(wallMs);
  return { ticket: ticket?.token ?? null, body: cleanBody({ ...given, ticket: ticket?.id ?? null }) };
}

/** @param {Composed} composed @returns {Promise<boolean>} whether the head had not moved meanwhile */
async function keep({ entry, before }) {
  return write(["meta", "entries", "tickets"], async (tx) => {
    // A connection that died after the commit has kept it without saying so.
    if ((await tx.objectStore("entries").getKey(entry.id)) !== undefined) return true;
    const meta = tx.objectStore("meta");
    /** @type {ChainState} */
    const now = await meta.get("chain");
    if (now.hash !== before.hash || now.anchor !== before.anchor) return false;
    // Whoever took the same ticket meanwhile has moved the head, too.
    const ticket = entry.body["ticket"] ? await tx.objectStore("tickets").get(entry.body["ticket"]) : undefined;
    if (ticket !== undefined) await tx.objectStore("tickets").put({ ...ticket, used: true });
    await tx.objectStore("entries").add(entry);
    await meta.put({ ...now, seq: entry.seq, hash: entry.hash, place: entry.place }, "chain");
    return true;
  });
}

/** The chain of an enrolled phone. @returns {Promise<ChainState>} */
export async function chainOrFail() {
  const chain = await readChain();
  if (chain === undefined) throw new Error("this phone is not enrolled");
  return chain;
}

/** @param {number} wallMs @returns {Promise<Ticket | undefined>} */
async function freeTicket(wallMs) {
  /** @type {Ticket[]} */
  const tickets = await withDatabase((db) => db.getAll("tickets"));
  return tickets.find(({ used, expires_at: until }) => !used && Date.parse(until) > wallMs);
}

/** Every entry, in the order in which they were written. @returns {Promise<StoredEntry[]>} */
export function allEntries() {
  return withDatabase((db) => db.getAllFromIndex("entries", "place"));
}

/** @param {string} id @returns {Promise<StoredEntry | undefined>} */
export function entryById(id) {
  return withDatabase((db) => db.get("entries", id));
}

/** Change how an entry is shown; what it says is never changed. @param {string} id @param {StoredEntry["state"]} state */
export function setEntryState(id, state) {
  return write(["entries"], async (tx) => {
    const entry = await tx.objectStore("entries").get(id);
    if (entry !== undefined) await tx.objectStore("entries").put({ ...entry, state });
  });
}

/**
 * The chain and what of it the server has not got, as of one moment; `whole` says whether it still fits together.
 * @param {number} most
 */
export function nextToSend(most) {
  return withDatabase(async (db) => {
    const tx = db.transaction(["meta", "entries"]);
    /** @type {ChainState} */
    const chain = await tx.objectStore("meta").get("chain");
    /** @type {StoredEntry[]} */
    const entries = await tx.objectStore("entries").index("place").getAll();
    const unsent = entries.filter(isUnsent);
    return { chain, unsent: unsent.slice(0, most), waiting: unsent.length, whole: isWhole(unsent, chain) };
  });
}

/** @param {StoredEntry} entry @returns {Promise<PiiOnWire | undefined>} what travels beside the text */
export async function personalOf(entry) {
  return entry.pii === null ? undefined : unseal(entry.pii);
}
