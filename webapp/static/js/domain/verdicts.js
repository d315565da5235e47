/** What a verdict of the server makes of a stored entry. Only `applied` and `duplicate` let a phone forget it. */

/** @import { ChainState, StoredEntry, Verdict } from "../types.js" */

/** @type {ReadonlyMap<string, StoredEntry["state"]>} */
const STATES = new Map([
  ["applied", "confirmed"],
  ["duplicate", "confirmed"],
  ["held", "held"],
  ["rejected", "needs_mending"],
]);

/** A status that this version does not know settles nothing: the entry is sent again. @param {StoredEntry} entry @param {Verdict} verdict @returns {StoredEntry} */
export function withVerdict(entry, { status, code, field, message, ruling }) {
  const state = STATES.get(status);
  if (state === undefined) return entry;
  const said = { code, field: field?.replace(/\.\d+$/u, "").split(".").at(-1) ?? null, message, ruling, acked: true };
  return { ...entry, ...said, state: entry.state === "withdrawn" ? "withdrawn" : state };
}

/** What the server has lost, as if it had never spoken: it was restored from an older copy. @param {StoredEntry} entry @returns {StoredEntry} */
export function withoutVerdict(entry) {
  const state = entry.state === "withdrawn" ? "withdrawn" : "saved";
  return { ...entry, state, acked: false, code: null, field: null, message: null, ruling: null };
}

/** Whether the server must still get it. @param {StoredEntry} entry */
export function isUnsent(entry) {
  return !entry.acked;
}

/** Whether it stands in the chain that is being written. @param {StoredEntry} entry @param {ChainState} chain */
export function isInChain(entry, chain) {
  return entry.device === chain.device && entry.epoch === chain.epoch;
}

/** Whether the phone may forget it: taken, and seen again on the server by a later question. @param {StoredEntry} entry @param {ChainState} chain */
export function isSure(entry, chain) {
  return entry.acked && (!isInChain(entry, chain) || entry.seq <= chain.pulled_seq);
}

/**
 * Whether what is to be sent is the end of the chain without a hole, and follows what the server holds. It does not if
 * the storage was damaged, or if the server lost what this phone has already forgotten.
 * @param {readonly StoredEntry[]} unsent in their order @param {ChainState} chain
 */
export function isWhole(unsent, chain) {
  const first = chain.seq - unsent.length + 1;
  return first <= chain.acked_seq + 1 && unsent.every((entry, place) => isInChain(entry, chain) && entry.seq === first + place);
}
