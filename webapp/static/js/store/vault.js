/**
 * Clients' data on this phone is sealed with a key that only the PIN opens and nobody can take out. The PIN is stretched,
 * because people choose short ones.
 */
import { readMeta, writeMeta } from "./meta.js";

/** @import { SealedText } from "../types.js" */

/** @typedef {{ salt: Uint8Array<ArrayBuffer>, rounds: number, iv: Uint8Array<ArrayBuffer>, wrapped: ArrayBuffer }} LockedKey */

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

/** Make a new data key and lock it with the PIN. @param {string} pin */
export async function createVault(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const fresh = await crypto.subtle.generateKey({ name: AES, length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, await keyOf(pin, salt, ROUNDS), { name: AES, iv });
  /** @type {LockedKey} */
  const locked = { salt, rounds: ROUNDS, iv, wrapped };
  await writeMeta("vault", locked);
  await openWith(pin);
}

/** Open the data key. @param {string} pin @returns {Promise<boolean>} whether the PIN was right */
export async function openWith(pin) {
  /** @type {LockedKey} */
  const { salt, rounds, iv, wrapped } = await readMeta("vault");
  const key = await keyOf(pin, salt, rounds);
  try {
    dataKey = await crypto.subtle.unwrapKey("raw", wrapped, key, { name: AES, iv }, AES, false, ["encrypt", "decrypt"]);
  } catch {
    return false;
  }
  return true;
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
