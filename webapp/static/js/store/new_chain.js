/**
 * Go on in a new chain, after an enrolment or after the old one was refused. What the server has not got is written again
 * under the same ids, with the same content; the old texts stay beside it.
 */
import { genesis, link } from "../domain/chain.js";
import { entryText } from "../domain/entry_text.js";
import { isUnsent } from "../domain/verdicts.js";
import { write } from "./database.js";
import { readChain } from "./meta.js";
import { allEntries } from "./outbox.js";
import { keyPair, sha256, signWith } from "./signing_key.js";

/** @import { ChainState, StoredEntry } from "../types.js" */

/** @typedef {{ device: string, person: string, epoch: number, anchor: string }} Opening */
/** @typedef {{ chain: ChainState, key: CryptoKeyPair, moved: StoredEntry[] }} NewChain */

/** Begin as a newly enrolled phone: the server knows none of the tickets and rows of before. @param {Opening} opening @param {CryptoKeyPair} key @param {number} wallMs */
export async function beginChain(opening, key, wallMs) {
  await moveTo(opening, key, wallMs, true);
}

/** Begin the next epoch of this phone. @param {{ epoch: number, anchor: string }} opened @param {number} wallMs */
export async function rehome(opened, wallMs) {
  const before = await readChain();
  if (before === undefined) throw new Error("this phone is not enrolled");
  await moveTo({ device: before.device, person: before.person, ...opened }, await keyPair(), wallMs, false);
}

/** @param {Opening} opening @param {CryptoKeyPair} key @param {number} wallMs @param {boolean} fresh */
async function moveTo({ device, person, epoch, anchor }, key, wallMs, fresh) {
  const hash = await genesis(sha256, { device, person, epoch, anchor });
  for (;;) {
    const before = await readChain();
    /** @type {ChainState} */
    let chain = { device, person, epoch, anchor, anchor_wall_ms: wallMs, seq: 0, acked_seq: 0, pulled_seq: 0, hash, place: before?.place ?? 0 };
    const moved = [];
    for (const entry of (await allEntries()).filter(isUnsent)) {
      const again = await writtenAgain(entry, chain, key);
      chain = { ...chain, seq: again.seq, hash: again.hash };
      moved.push(again);
    }
    if (await keep(before, { chain, key, moved }, fresh)) return;
  }
}

/** @param {StoredEntry} entry @param {ChainState} chain @param {CryptoKeyPair} key @returns {Promise<StoredEntry>} */
async function writtenAgain(entry, chain, key) {
  const { device, epoch, anchor } = chain;
  const seq = chain.seq + 1;
  /** @type {{ pii_commitment?: string }} */
  const old = JSON.parse(entry.text);
  const text = entryText({
    id: entry.id, seq, type: entry.type, body: entry.body, anchor, wallMs: entry.at, anchorWallMs: chain.anchor_wall_ms, commitment: old.pii_commitment ?? null,
  });
  const hash = await link(sha256, chain.hash, text);
  const signature = await signWith(key, { device, epoch, seq, hash, anchor });
  const earlier = [...entry.earlier, { epoch: entry.epoch, seq: entry.seq, text: entry.text, hash: entry.hash }];
  return { ...entry, device, epoch, seq, text, hash, head: { anchor, signature }, earlier };
}

/**
 * Written only if nobody captured or was answered meanwhile.
 * @param {ChainState | undefined} before @param {NewChain} after @param {boolean} fresh
 */
function keep(before, { chain, key, moved }, fresh) {
  return write(["meta", "entries", "tickets", "rows"], async (tx) => {
    const meta = tx.objectStore("meta");
    const now = await meta.get("chain");
    if (now?.hash !== before?.hash || now?.anchor !== before?.anchor) return false;
    for (const entry of moved) {
      const { state } = await tx.objectStore("entries").get(entry.id);
      await tx.objectStore("entries").put({ ...entry, state });
    }
    await meta.put(chain, "chain");
    await meta.put(key, "key");
    if (!fresh) return true;
    await meta.delete("next_key");
    await meta.delete("cursor");
    await tx.objectStore("tickets").clear();
    await tx.objectStore("rows").clear();
    return true;
  });
}
