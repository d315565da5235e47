/**
 * What is wrong with the ledger, told from hashes: which records, counted from one as people count, and in which way. Only
 * what is proven is a finding; an answer that is merely strange, such as one that lost its way, is none.
 */

/**
 * `set_back`: `first` records are left of `last`. `ruling`: `first` is its number. `added`: the records beside which others
 * stand, 0 for what stands before all. `seal`: a head that is signed with another key.
 * @typedef {"changed" | "missing" | "swapped" | "added" | "set_back" | "cut" | "rebuilt" | "seal" | "ruling"} Wrong
 * @typedef {{ wrong: Wrong, first: number, last: number }} Finding
 */

/** A block of leaves as this phone saw it when it fitted. @typedef {{ start: number, leaves: readonly string[] }} KnownBlock */
/** @typedef {{ start: number, written: readonly string[], now: readonly string[], beside: readonly number[], path: readonly string[] }} Block */

/** How many leaves one answer shows in full. */
export const BLOCK = 256;
/** A tree of so many blocks is looked at whole each time. */
const SMALL = 4;
/** Of blocks that this phone remembers, the newest. */
const REMEMBERED = 16;

/** Which blocks to look at now. @param {number} size @param {number} chance from 0 up to 1 @returns {number[]} */
export function blocksToSee(size, chance) {
  const count = Math.ceil(size / BLOCK);
  return count <= SMALL ? [...Array(count).keys()] : [Math.floor(chance * count)];
}

/**
 * Compare a block with what it must be.
 * @param {Block} block @param {boolean} fits whether what is written down fits the head @param {KnownBlock | undefined} known
 * @returns {Finding | null}
 */
export function findInBlock(block, fits, known) {
  const reference = fits ? block.written : (known?.leaves ?? []);
  const found = difference(block.start, reference, block.now) ?? difference(block.start, reference, block.written);
  if (found !== null) return found;
  if (!fits) return { wrong: "changed", first: block.start + 1, last: block.start + block.written.length };
  return block.beside.length === 0 ? null : { wrong: "added", first: least(block.beside) + 1, last: most(block.beside) + 1 };
}

/** @param {number} start @param {readonly string[]} reference @param {readonly string[]} now @returns {Finding | null} */
function difference(start, reference, now) {
  const places = differing(reference, now);
  if (places.length === 0) return null;
  return { wrong: wayOf(places, reference, now), first: start + least(places) + 1, last: start + most(places) + 1 };
}

/** @param {readonly string[]} reference @param {readonly string[]} now */
function differing(reference, now) {
  return [...reference.keys()].filter((place) => reference[place] !== now[place]);
}

/** @param {readonly number[]} places @param {readonly string[]} reference @param {readonly string[]} now @returns {Wrong} */
function wayOf(places, reference, now) {
  if (places.every((place) => !now[place])) return "missing";
  const sorted = (/** @type {readonly string[]} */ hashes) => places.map((place) => hashes[place]).sort().join();
  return sorted(reference) === sorted(now) ? "swapped" : "changed";
}

/**
 * What became of a tree that is no longer the one that this phone has seen, as far as it remembers: a tail that is another
 * one was cut off and written anew, anything else was changed and the tree built over it.
 * @param {readonly { known: KnownBlock, written: readonly string[] }[]} blocks @param {number} size as it was seen @returns {Finding}
 */
export function findRebuilt(blocks, size) {
  const others = blocks.flatMap(({ known, written }) => differing(known.leaves, written).map((place) => known.start + place));
  if (others.length === 0) return { wrong: "rebuilt", first: 1, last: size };
  const [first, last] = [least(others), most(others)];
  const seen = blocks.reduce((sum, { known: { start, leaves } }) => sum + Math.max(0, start + leaves.length - Math.max(start, first)), 0);
  const isTail = last === size - 1 && others.length === seen && others.length > 1;
  return isTail ? { wrong: "cut", first, last: size } : { wrong: "rebuilt", first: first + 1, last: last + 1 };
}

/** What a phone remembers of blocks after it has seen one. @param {readonly KnownBlock[]} known @param {Block} block @returns {KnownBlock[]} */
export function remember(known, { start, written }) {
  return [...known.filter((other) => other.start !== start), { start, leaves: written }].slice(-REMEMBERED);
}

/** @param {readonly number[]} numbers */
const least = (numbers) => Math.min(...numbers);

/** @param {readonly number[]} numbers */
const most = (numbers) => Math.max(...numbers);
