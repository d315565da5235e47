/**
 * The bytes that a phone hashes and signs; the server computes the same (`tests/vectors/chain.json`). Hashing itself
 * comes as an argument, because it is the browser's.
 */
import { fromBase64url, toBase64url } from "./base64url.js";

/** @typedef {(bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>} Digest */

const encoder = new TextEncoder();

/** The hash before the first entry of an epoch. @param {Digest} sha256 @param {{ device: string, person: string, epoch: number, anchor: string }} opening */
export async function genesis(sha256, { device, person, epoch, anchor }) {
  const text = `xiandeng genesis v1\n${device}\n${person}\n${epoch}\n${anchor}`;
  return toBase64url(new Uint8Array(await sha256(encoder.encode(text))));
}

/** The hash of an entry. @param {Digest} sha256 @param {string} previous @param {string} text */
export async function link(sha256, previous, text) {
  return toBase64url(new Uint8Array(await sha256(joined(fromBase64url(previous), encoder.encode(text)))));
}

/** What binds the personal part to a text. @param {Digest} sha256 @param {{ salt: string, json: string }} pii */
export async function commitment(sha256, { salt, json }) {
  return toBase64url(new Uint8Array(await sha256(joined(fromBase64url(salt), encoder.encode(json)))));
}

/** What a phone signs to show its head. @param {{ device: string, epoch: number, seq: number, hash: string, anchor: string }} head */
export function headMessage({ device, epoch, seq, hash, anchor }) {
  return encoder.encode(`xiandeng head v1\n${device}\n${epoch}\n${seq}\n${hash}\n${anchor}`);
}

/** What a phone signs to close its chain and begin another. @param {{ device: string, epoch: number, anchor: string }} opening */
export function epochMessage({ device, epoch, anchor }) {
  return encoder.encode(`xiandeng epoch v1\n${device}\n${epoch}\n${anchor}`);
}

/** @param {Uint8Array} one @param {Uint8Array} other */
function joined(one, other) {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}
