/** The phone's own key: it signs heads, and nobody can take it out of the browser. */
import { toBase64url } from "../domain/base64url.js";
import { headMessage } from "../domain/chain.js";
import { readMeta } from "./meta.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };

/** @returns {Promise<CryptoKeyPair>} */
export function makeKey() {
  return crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
}

/** @param {CryptoKey} key @returns {Promise<{ kty: string, crv: string, x: string, y: string }>} */
export async function publicJwk(key) {
  const { kty = "", crv = "", x = "", y = "" } = await crypto.subtle.exportKey("jwk", key);
  return { kty, crv, x, y };
}

/** @param {{ device: string, epoch: number, seq: number, hash: string, anchor: string }} head */
export async function signHead(head) {
  /** @type {CryptoKeyPair} */
  const { privateKey } = await readMeta("key");
  return toBase64url(new Uint8Array(await crypto.subtle.sign(SIGNATURE, privateKey, headMessage(head))));
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function sha256(bytes) {
  return crypto.subtle.digest("SHA-256", bytes);
}
