import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { verifyAsync } from "@noble/ed25519";
import { fromBase64url, toBase64url } from "../../../webapp/static/js/domain/base64url.js";
import { canonical, digest, hashLeaf, includes, isConsistent, leafHash, ledgerMessage, rootOf } from "../../../webapp/static/js/domain/ledger.js";
import { blocksToSee, findInBlock, findRebuilt, remember } from "../../../webapp/static/js/domain/ledger_findings.js";

/** @import { Block, Finding, KnownBlock } from "../../../webapp/static/js/domain/ledger_findings.js" */

const vectors = JSON.parse(readFileSync(new URL("../../vectors/ledger.json", import.meta.url), "utf8"));

/** @param {Uint8Array<ArrayBuffer>} bytes */
const sha256 = (bytes) => webcrypto.subtle.digest("SHA-256", bytes);

/** @param {string} hex */
const fromHex = (hex) => toBase64url(new Uint8Array(Buffer.from(hex, "hex")));

/** @type {string[]} */
const roots = vectors.roots.map(fromHex);
const leaves = await Promise.all(vectors.leaves.map((/** @type {string} */ leaf) => hashLeaf(sha256, new Uint8Array(Buffer.from(leaf, "hex")))));

/** Every proof with one bit, one element or one place changed. @param {string[]} proof */
function touched(proof) {
  const others = [];
  for (const [place, hash] of proof.entries()) {
    for (let bit = 0; bit < 256; bit += 17) {
      const bytes = fromBase64url(hash);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      others.push(proof.with(place, toBase64url(bytes)));
    }
    others.push(proof.toSpliced(place, 1), proof.toSpliced(place, 0, roots[3] ?? ""));
    if (place > 0) others.push(proof.with(place, proof[place - 1] ?? "").with(place - 1, hash));
  }
  return [...others, [...proof, roots[3] ?? ""]];
}

test("roots are those of the reference, the empty tree among them", async () => {
  for (const [size, root] of roots.entries()) assert.equal(await rootOf(sha256, leaves.slice(0, size)), root);
});

test("inclusion is proven as in the reference, and a proof that was touched is refused", async () => {
  for (const { leaf, size, path } of vectors.inclusion) {
    const part = { low: leaf, high: leaf + 1 };
    const proof = path.map(fromHex);
    const root = roots[size] ?? "";
    assert.ok(await includes(sha256, part, size, leaves[leaf], proof, root));
    for (const other of touched(proof)) assert.ok(!(await includes(sha256, part, size, leaves[leaf], other, root)));
    for (const [other, hash] of leaves.entries()) if (other !== leaf) assert.ok(!(await includes(sha256, part, size, hash, proof, root)));
    for (let other = -1; other <= size; other += 1) {
      if (other !== leaf) assert.ok(!(await includes(sha256, { low: other, high: other + 1 }, size, leaves[leaf], proof, root)));
    }
  }
});

test("consistency is proven as in the reference, and a proof that was touched is refused", async () => {
  for (const { first, second, proof: told } of vectors.consistency) {
    const proof = told.map(fromHex);
    const [one, other] = [first, second].map((size) => ({ size, root: roots[size] ?? "" }));
    assert.ok(one !== undefined && other !== undefined);
    assert.ok(await isConsistent(sha256, one, other, proof));
    for (const bad of touched(proof)) assert.ok(!(await isConsistent(sha256, one, other, bad)));
    for (const root of roots) if (root !== one.root) assert.ok(!(await isConsistent(sha256, { ...one, root }, other, proof)));
    for (const root of roots) if (root !== other.root) assert.ok(!(await isConsistent(sha256, one, { ...other, root }, proof)));
    assert.ok(await isConsistent(sha256, { size: 0, root: roots[0] ?? "" }, other, []));
    if (first < second) assert.ok(!(await isConsistent(sha256, other, one, proof)), "a shorter tree");
  }
});

test("a block is proven like a leaf", async () => {
  assert.ok(await includes(sha256, { low: 0, high: 4 }, 8, roots[4] ?? "", [await rootOf(sha256, leaves.slice(4))], roots[8] ?? ""));
  assert.ok(!(await includes(sha256, { low: 1, high: 3 }, 8, await rootOf(sha256, leaves.slice(1, 3)), [], roots[8] ?? "")));
});

test("heads are known by our signature over project, size, root and time", async () => {
  for (const { key, project, signature, ...head } of vectors.heads) {
    const isSigned = (/** @type {object} */ change) =>
      verifyAsync(fromBase64url(signature), ledgerMessage(project, { ...head, ...change }), fromBase64url(key));
    assert.ok(await isSigned({}));
    for (const change of [{ size: 9 }, { root: roots[7] }, { at: "2026-11-24T03:00:00.001Z" }]) assert.ok(!(await isSigned(change)));
  }
});

test("a leaf has the spelling of the server", async () => {
  for (const { kind, row, text, hash } of vectors.texts) {
    const told = Object.entries(row).filter(([, value]) => value !== null);
    const digested = await Promise.all(told.map(async ([name, value]) => [name, typeof value === "object" ? await digest(sha256, value) : value]));
    assert.equal(canonical({ kind, row: Object.fromEntries(digested) }), text);
    assert.equal(await leafHash(sha256, text), hash);
  }
});

test("a small tree is looked at whole, a large one block by block", () => {
  assert.deepEqual(blocksToSee(0, 0.5), []);
  assert.deepEqual(blocksToSee(1, 0.5), [0]);
  assert.deepEqual(blocksToSee(1024, 0.5), [0, 1, 2, 3]);
  assert.deepEqual(blocksToSee(1025, 0.999), [4]);
  assert.deepEqual(blocksToSee(256_000, 0), [0]);
});

/** @param {string} text */
const hashes = (text) => [...text].map((letter) => (letter === "_" ? "" : letter));

/** @param {string} written @param {string} now @param {number[]} [beside] */
const block = (written, now, beside = []) => ({ start: 256, written: hashes(written), now: hashes(now), beside, path: [] });

test("what does not fit is named with its records", () => {
  const known = { start: 256, leaves: hashes("abcdef") };
  /** @type {[Block, boolean, KnownBlock | undefined, Finding | null][]} */
  const table = [
    [block("abcdef", "abcdef"), true, undefined, null],
    [block("abcdef", "abXdYf"), true, undefined, { wrong: "changed", first: 259, last: 261 }],
    [block("abcdef", "ab__ef"), true, undefined, { wrong: "missing", first: 259, last: 260 }],
    [block("abcdef", "ab_Xef"), true, undefined, { wrong: "changed", first: 259, last: 260 }],
    [block("abcdef", "afcdeb"), true, undefined, { wrong: "swapped", first: 258, last: 262 }],
    [block("abcdef", "abcdef", [257, 260]), true, undefined, { wrong: "added", first: 258, last: 261 }],
    [block("abcdef", "abcdef", [-1]), true, undefined, { wrong: "added", first: 0, last: 0 }],
    [block("afcdeb", "afcdeb"), false, known, { wrong: "swapped", first: 258, last: 262 }],
    [block("abcdXf", "abcdef"), false, known, { wrong: "changed", first: 261, last: 261 }],
    [block("abcdefg", "abcdefX"), true, known, { wrong: "changed", first: 263, last: 263 }],
    [block("abXdef", "abXdef"), false, undefined, { wrong: "changed", first: 257, last: 262 }],
    [block("______", "______"), false, undefined, { wrong: "changed", first: 257, last: 262 }],
  ];
  for (const [seen, fits, before, finding] of table) {
    assert.deepEqual(findInBlock(seen, fits, before), finding, JSON.stringify(seen));
  }
});

test("a tail that is another one was cut off, anything else was rebuilt", () => {
  const seen = (/** @type {number} */ start, /** @type {string} */ before, /** @type {string} */ written) =>
    ({ known: { start, leaves: hashes(before) }, written: hashes(written) });
  assert.deepEqual(findRebuilt([seen(0, "abcdef", "abcXYZ")], 6), { wrong: "cut", first: 3, last: 6 });
  assert.deepEqual(findRebuilt([seen(0, "abcd", "abXY"), seen(4, "ef", "VW")], 6), { wrong: "cut", first: 2, last: 6 });
  assert.deepEqual(findRebuilt([seen(0, "abcdef", "abcX")], 6), { wrong: "cut", first: 3, last: 6 });
  assert.deepEqual(findRebuilt([seen(0, "abcdef", "aXcdef")], 6), { wrong: "rebuilt", first: 2, last: 2 });
  assert.deepEqual(findRebuilt([seen(0, "abcdef", "aXcdeY")], 6), { wrong: "rebuilt", first: 2, last: 6 });
  assert.deepEqual(findRebuilt([seen(0, "abcdef", "abcdef")], 900), { wrong: "rebuilt", first: 1, last: 900 });
  assert.deepEqual(findRebuilt([], 900), { wrong: "rebuilt", first: 1, last: 900 });
});

test("the newest blocks are remembered, each once", () => {
  let known = /** @type {KnownBlock[]} */ ([]);
  for (let number = 0; number < 20; number += 1) known = remember(known, { ...block("ab", "ab"), start: number });
  known = remember(known, { ...block("abc", "abc"), start: 10 });
  assert.equal(known.length, 16);
  assert.deepEqual(known.at(-1), { start: 10, leaves: ["a", "b", "c"] });
});
