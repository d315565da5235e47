/**
 * Take in what the server said. Answers may come late, twice, or to another tab; and a server that was restored from an
 * older copy has lost what it once confirmed. So verdicts mark only what they name, the anchor moves only if nobody moved
 * it since the question, and what the server no longer holds becomes unsent again.
 */
import { isInChain, isSure, isUnsent, withoutVerdict, withVerdict } from "../domain/verdicts.js";
import { write } from "./database.js";

/** @import { ChainState, PushAnswer, StoredEntry } from "../types.js" */
/** @import { Writing } from "./database.js" */

/** @typedef {{ anchor: string, acked_seq: number }} Progress */

/** How many confirmed entries stay to be looked at. */
const SHOWN_CONFIRMED = 200;

/**
 * Take in the answer to a push.
 * @param {ChainState} asked the chain as it was then @param {PushAnswer} answer @param {number} wallMs
 * @returns {Promise<number>} how many entries it settled
 */
export function takeAnswer(asked, answer, wallMs) {
  return write(["meta", "entries", "rows"], async (tx) => {
    const chain = await takeProgress(tx, asked, answer, wallMs);
    let settled = 0;
    if (chain === null) return settled;
    const bySeq = new Map(answer.results.map((verdict) => [verdict.seq, verdict]));
    for (const entry of await entriesOf(tx)) {
      const verdict = isUnsent(entry) && isInChain(entry, chain) ? bySeq.get(entry.seq) : undefined;
      if (verdict === undefined || (verdict.id !== null && verdict.id !== entry.id)) continue;
      const told = withVerdict(entry, verdict);
      await tx.objectStore("entries").put(told);
      settled += Number(told.acked);
    }
    return settled;
  });
}

/**
 * Move the anchor, and how far the server holds the chain.
 * @param {Writing} tx over meta, entries and rows
 * @param {ChainState} asked @param {Progress} answer @param {number} wallMs
 * @returns {Promise<ChainState | null>} the chain, or null if the answer is about another one
 */
export async function takeProgress(tx, asked, answer, wallMs) {
  const meta = tx.objectStore("meta");
  /** @type {ChainState | undefined} */
  const chain = await meta.get("chain");
  if (chain === undefined || chain.device !== asked.device || chain.epoch !== asked.epoch) return null;
  if (chain.anchor !== asked.anchor) return chain;
  if (answer.acked_seq < chain.acked_seq) await takeBack(tx, (entry) => isInChain(entry, chain) && entry.seq > answer.acked_seq);
  const pulled = Math.min(chain.pulled_seq, answer.acked_seq);
  const moved = { ...chain, acked_seq: answer.acked_seq, pulled_seq: pulled, anchor: answer.anchor, anchor_wall_ms: wallMs };
  await meta.put(moved, "chain");
  return moved;
}

/** The server has lost the whole chain: everything that is still here is sent again; what it knows, it tells again. */
export function takeBackAll() {
  return write(["meta", "entries", "rows"], (tx) => takeBack(tx, () => true));
}

/** What was pulled is older than what the server lost: it is fetched anew. @param {Writing} tx @param {(entry: StoredEntry) => boolean} isLost */
async function takeBack(tx, isLost) {
  for (const entry of (await entriesOf(tx)).filter(isLost)) await tx.objectStore("entries").put(withoutVerdict(entry));
  await tx.objectStore("rows").clear();
  await tx.objectStore("meta").delete("cursor");
}

/** Forget the oldest of what has long been confirmed. */
export function pruneConfirmed() {
  return write(["meta", "entries"], async (tx) => {
    const chain = await tx.objectStore("meta").get("chain");
    const done = (await entriesOf(tx)).filter(({ state }) => state === "confirmed");
    const tooMany = Math.max(0, done.length - SHOWN_CONFIRMED);
    for (const { id } of done.filter((entry) => isSure(entry, chain)).slice(0, tooMany)) await tx.objectStore("entries").delete(id);
  });
}

/** Leave nothing of anybody but what the server still needs or has refused, sealed. */
export function forgetSettled() {
  return write(["meta", "entries", "rows"], async (tx) => {
    const meta = tx.objectStore("meta");
    const chain = await meta.get("chain");
    for (const entry of await entriesOf(tx)) {
      const settled = entry.state === "confirmed" || entry.state === "withdrawn";
      if (settled && isSure(entry, chain)) await tx.objectStore("entries").delete(entry.id);
    }
    await tx.objectStore("rows").clear();
    for (const key of await meta.getAllKeys()) if (key === "cursor" || key === "colleagues" || String(key).startsWith("draft:")) await meta.delete(key);
  });
}

/** @param {Writing} tx @returns {Promise<StoredEntry[]>} in their order */
function entriesOf(tx) {
  return tx.objectStore("entries").index("place").getAll();
}
