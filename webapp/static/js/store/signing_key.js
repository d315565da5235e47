/** The phone's own key: it signs heads and new epochs, and nobody can take it out of the browser. */
import { toBase64url } from "../domain/base64url.js";
import { epochMessage, headMessage } from "../domain/chain.js";
import { readMeta, writeMeta } from "./meta.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };

/** @typedef {{ device: string, epoch: number, seq: number, hash: string, anchor: string }} Head */

/**
 * A key to enrol with, kept before it is shown to anybody: if the answer is lost, the same key asks again. Private windows
 * and locked-down phones make keys, and refuse or lose them when they are stored: then there is none.
 * @returns {Promise<CryptoKeyPair | null>}
 */
export async function keyToOffer() {
  const words = new Uint8Array(1);
  try {
    if ((await readMeta("next_key")) === undefined) await writeMeta("next_key", await makeKey());
    const kept = await readMeta("next_key");
    const signature = await crypto.subtle.sign(SIGNATURE, kept.privateKey, words);
    return (await crypto.subtle.verify(SIGNATURE, kept.publicKey, signature, words)) ? kept : null;
  } catch {
    return null;
  }
}

/** @returns {Promise<CryptoKeyPair>} */
function makeKey() {
  return crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
}

/** @param {CryptoKey} key @returns {Promise<{ kty: string, crv: string, x: string, y: string }>} */
export async function publicJwk(key) {
  const { kty = "", crv = "", x = "", y = "" } = await crypto.subtle.exportKey("jwk", key);
  return { kty, crv, x, y };
}

/** The key of this phone. @returns {Promise<CryptoKeyPair>} */
export function keyPair() {
  return readMeta("key");
}

/** @param {Head} head */
export async function signHead(head) {
  return signWith(await keyPair(), head);
}

/** @param {CryptoKeyPair} key @param {Head} head */
export function signWith(key, head) {
  return sign(key, headMessage(head));
}

/** @param {{ device: string, epoch: number, anchor: string }} opening */
export async function signEpoch(opening) {
  return sign(await keyPair(), epochMessage(opening));
}

/** @param {CryptoKeyPair} key @param {Uint8Array<ArrayBuffer>} message */
async function sign({ privateKey }, message) {
  return toBase64url(new Uint8Array(await crypto.subtle.sign(SIGNATURE, privateKey, message)));
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function sha256(bytes) {
  return crypto.subtle.digest("SHA-256", bytes);
}
