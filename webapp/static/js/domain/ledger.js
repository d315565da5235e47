/**
 * The ledger as a phone checks it: the tree of RFC 6962 (`tests/vectors/ledger.json`). Hashes are base64url here as on the
 * wire; hashing itself comes as an argument, because it is the browser's. A proof is checked by walking the ranges of leaves
 * that it is about; why that is the same as in the RFC stands in `sync/ownership/ledger.py`.
 */
import { fromBase64url, toBase64url } from "./base64url.js";

/** @import { LedgerHead } from "../types.js" */
/** @import { Digest } from "./chain.js" */

/** Leaves from `low` up to, but not including, `high`. @typedef {{ low: number, high: number }} Range */
/** @typedef {string | null} Hash null where the proof is too short */
/** @typedef {{ old: Hash, now: Hash }} Both */

const encoder = new TextEncoder();

/** What the server signs. @param {number} project @param {LedgerHead} head */
export function ledgerMessage(project, { size, root, at }) {
  return encoder.encode(`xiandeng ledger v1\n${project}\n${size}\n${root}\n${at}`);
}

/** The one spelling of JSON that both sides hash. @param {unknown} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const told = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${told.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(",")}}`;
}

/** What stands for a JSON value in a leaf, in hexadecimal. @param {Digest} sha256 @param {unknown} value */
export async function digest(sha256, value) {
  const bytes = new Uint8Array(await sha256(encoder.encode(canonical(value))));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Digest} sha256 @param {Uint8Array} body */
export function hashLeaf(sha256, body) {
  return hashed(sha256, [Uint8Array.of(0), body]);
}

/** @param {Digest} sha256 @param {string} text */
export function leafHash(sha256, text) {
  return hashLeaf(sha256, encoder.encode(text));
}

/** @param {Digest} sha256 @param {Hash} left @param {Hash} right @returns {Promise<Hash>} */
async function hashNode(sha256, left, right) {
  if (left === null || right === null) return null;
  return hashed(sha256, [Uint8Array.of(1), fromBase64url(left), fromBase64url(right)]);
}

/** @param {Digest} sha256 @param {Uint8Array[]} parts */
async function hashed(sha256, parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.length;
  }
  return toBase64url(new Uint8Array(await sha256(bytes)));
}

/** The root over leaves. @param {Digest} sha256 @param {readonly string[]} leaves @returns {Promise<string>} */
export async function rootOf(sha256, leaves) {
  if (leaves.length === 0) return hashed(sha256, []);
  if (leaves.length === 1) return /** @type {string} */ (leaves[0]);
  const middle = middleOf(0, leaves.length);
  const halves = [await rootOf(sha256, leaves.slice(0, middle)), await rootOf(sha256, leaves.slice(middle))];
  return /** @type {string} */ (await hashNode(sha256, /** @type {string} */ (halves[0]), /** @type {string} */ (halves[1])));
}

/** The largest power of two that leaves something over stands left. @param {number} low @param {number} high */
function middleOf(low, high) {
  let left = 1;
  while (left * 2 < high - low) left *= 2;
  return low + left;
}

/**
 * Whether a part of the tree, a leaf or a block of them, is proven to stand where it is said to stand.
 * @param {Digest} sha256
 * @param {Range} part
 * @param {number} size
 * @param {string} partRoot
 * @param {readonly string[]} proof
 * @param {string} root
 */
export async function includes(sha256, part, size, partRoot, proof, root) {
  if (!(part.low >= 0 && part.low < part.high && part.high <= size) || !isPart(part, size)) return false;
  const left = [...proof];
  return (await up(sha256, part, { low: 0, high: size }, partRoot, left)) === root && left.length === 0;
}

/** @param {Range} part @param {number} size */
function isPart(part, size) {
  let low = 0;
  let high = size;
  while ((low !== part.low || high !== part.high) && high - low > 1) {
    const middle = middleOf(low, high);
    if (part.high <= middle) high = middle;
    else low = middle;
  }
  return low === part.low && high === part.high;
}

/** @param {Digest} sha256 @param {Range} part @param {Range} whole @param {string} partRoot @param {string[]} proof @returns {Promise<Hash>} */
async function up(sha256, part, { low, high }, partRoot, proof) {
  if (part.low === low && part.high === high) return partRoot;
  const other = proof.pop();
  if (other === undefined) return null;
  const middle = middleOf(low, high);
  if (part.high <= middle) return hashNode(sha256, await up(sha256, part, { low, high: middle }, partRoot, proof), other);
  return hashNode(sha256, other, await up(sha256, part, { low: middle, high }, partRoot, proof));
}

/**
 * Whether a tree is proven to be the beginning of another. The empty tree is the beginning of every one.
 * @param {Digest} sha256
 * @param {{ size: number, root: string }} first
 * @param {{ size: number, root: string }} second
 * @param {readonly string[]} proof
 */
export async function isConsistent(sha256, first, second, proof) {
  if (!(first.size >= 0 && first.size <= second.size)) return false;
  if (first.size === 0) return proof.length === 0 && first.root === (await rootOf(sha256, []));
  const left = [...proof];
  const { old, now } = await both(sha256, first.size, { low: 0, high: second.size }, first.root, left);
  return old === first.root && now === second.root && left.length === 0;
}

/**
 * The roots of the old and of the new tree over one range. `whole` is the old root where no proof gives it.
 * @param {Digest} sha256 @param {number} first @param {Range} range @param {Hash} whole @param {string[]} proof @returns {Promise<Both>}
 */
async function both(sha256, first, { low, high }, whole, proof) {
  if (low + first === high) {
    const found = whole ?? proof.pop() ?? null;
    return { old: found, now: found };
  }
  const other = proof.pop() ?? null;
  const middle = middleOf(low, high);
  if (other === null) return { old: null, now: null };
  if (low + first <= middle) {
    const { old, now } = await both(sha256, first, { low, high: middle }, whole, proof);
    return { old, now: await hashNode(sha256, now, other) };
  }
  const { old, now } = await both(sha256, low + first - middle, { low: middle, high }, null, proof);
  return { old: await hashNode(sha256, other, old), now: await hashNode(sha256, other, now) };
}
