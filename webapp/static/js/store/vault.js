/**
 * Clients' data on this phone is sealed with a key that only the PIN opens and nobody can take out. The PIN is stretched,
 * because people choose short ones.
 */
import { pinWaitMs } from "../domain/patience.js";
import { write } from "./database.js";
import { deleteMeta, readMeta } from "./meta.js";

/** @import { SealedText } from "../types.js" */

/** @typedef {{ salt: Uint8Array<ArrayBuffer>, rounds: number, iv: Uint8Array<ArrayBuffer>, wrapped: ArrayBuffer }} LockedKey */
/** @typedef {{ right: boolean, waitMs: number }} PinAnswer whether the PIN was right, and how long the next one has to wait */
/** @typedef {{ count: number, since: number, until: number }} Tries */

const ROUNDS = 310_000;
const AES = "AES-GCM";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @type {CryptoKey | null} */
let dataKey = null;

/** Whether the PIN was given since the app opened. */
export function isVaultOpen() {
  return dataKey !== null;
}

/** @returns {Promise<boolean>} whether a PIN was chosen */
export async function hasVault() {
  return (await readMeta("vault")) !== undefined;
}

/**
 * Make a new data key and lock it with the PIN; if another tab was faster, its PIN is the one that counts.
 * @param {string} pin @param {number} wallMs @returns {Promise<PinAnswer>}
 */
export async function createVault(pin, wallMs) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const fresh = await crypto.subtle.generateKey({ name: AES, length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, await keyOf(pin, salt, ROUNDS), { name: AES, iv });
  /** @type {LockedKey} */
  const locked = { salt, rounds: ROUNDS, iv, wrapped };
  await write(["meta"], async (tx) => {
    const meta = tx.objectStore("meta");
    if ((await meta.get("vault")) === undefined) await meta.put(locked, "vault");
  });
  return openWith(pin, wallMs);
}

/** Open the data key. @param {string} pin @param {number} wallMs @returns {Promise<PinAnswer>} */
export async function openWith(pin, wallMs) {
  const { mayTry, waitMs } = await countTry(wallMs);
  if (!mayTry) return { right: false, waitMs };
  /** @type {LockedKey} */
  const { salt, rounds, iv, wrapped } = await readMeta("vault");
  const key = await keyOf(pin, salt, rounds);
  try {
    dataKey = await crypto.subtle.unwrapKey("raw", wrapped, key, { name: AES, iv }, AES, false, ["encrypt", "decrypt"]);
  } catch {
    return { right: false, waitMs };
  }
  await deleteMeta("pin_tries");
  return { right: true, waitMs: 0 };
}

/** A try is counted before it is made: closing the app in between gains nothing. @param {number} wallMs */
function countTry(wallMs) {
  return write(["meta"], async (tx) => {
    const meta = tx.objectStore("meta");
    /** @type {Tries} */
    const { count, since, until } = (await meta.get("pin_tries")) ?? { count: 0, since: 0, until: 0 };
    if (since <= wallMs && wallMs < until) return { mayTry: false, waitMs: until - wallMs };
    const waitMs = pinWaitMs(count + 1);
    await meta.put({ count: count + 1, since: wallMs, until: wallMs + waitMs }, "pin_tries");
    return { mayTry: true, waitMs };
  });
}

/** Forget the key until the PIN is given again. */
export function closeVault() {
  dataKey = null;
}

/** @param {unknown} value @returns {Promise<SealedText>} */
export async function seal(value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: AES, iv }, opened(), encoder.encode(JSON.stringify(value)));
  return { iv, sealed };
}

/** @param {SealedText} sealedText @returns {Promise<any>} */
export async function unseal({ iv, sealed }) {
  return JSON.parse(decoder.decode(await crypto.subtle.decrypt({ name: AES, iv }, opened(), sealed)));
}

function opened() {
  if (dataKey === null) throw new Error("the vault is closed");
  return dataKey;
}

/** @param {string} pin @param {Uint8Array<ArrayBuffer>} salt @param {number} rounds */
async function keyOf(pin, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", encoder.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const stretch = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(stretch, typed, { name: AES, length: 256 }, false, ["wrapKey", "unwrapKey"]);
}
