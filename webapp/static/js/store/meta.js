/** Single values of this person on this phone. */
import { withDatabase, withPhoneDatabase } from "./database.js";

/** @import { ChainState, LedgerHead, Me } from "../types.js" */

/** @returns {Promise<ChainState | undefined>} */
export function readChain() {
  return readMeta("chain");
}

/** @param {string} key @returns {Promise<any>} */
export function readMeta(key) {
  return withDatabase((db) => db.get("meta", key));
}

/** @param {string} key @param {unknown} value */
export function writeMeta(key, value) {
  return withDatabase((db) => db.put("meta", value, key));
}

/** @param {string} key */
export function deleteMeta(key) {
  return withDatabase((db) => db.delete("meta", key));
}

/** Keep the newest head of the ledger that an answer carried, until it is looked at. @param {LedgerHead | undefined} head */
export async function keepHead(head) {
  if (head !== undefined && head.size >= ((await readMeta("ledger_seen"))?.size ?? 0)) await writeMeta("ledger_seen", head);
}

/**
 * A session that was left without a line and is still to be ended: when it began, or null where that is not known.
 * @returns {Promise<{ began_at: string | null } | undefined>}
 */
export function readLeaving() {
  return withPhoneDatabase((db) => db.get("meta", "leaving"));
}

/** @param {{ began_at: string | null } | null} left */
export async function writeLeaving(left) {
  await withPhoneDatabase(async (db) => void (left === null ? await db.delete("meta", "leaving") : await db.put("meta", left, "leaving")));
}

/** Who used this phone last. @returns {Promise<Me | undefined>} */
export function readLastMe() {
  return withPhoneDatabase((db) => db.get("meta", "me"));
}

/** @param {Me | null} me */
export async function writeLastMe(me) {
  await withPhoneDatabase(async (db) => void (me === null ? await db.delete("meta", "me") : await db.put("meta", me, "me")));
}
