/**
 * Ask the server to prove that the record is still the one that this phone has seen. That it cannot be asked says nothing;
 * what it answers either holds, or is kept with an alarm that only a new enrolment lays aside.
 */
import { verifyAsync } from "@noble/ed25519";
import { fromBase64url } from "../domain/base64url.js";
import { digest, includes, isConsistent, leafHash, ledgerMessage, rootOf } from "../domain/ledger.js";
import { BLOCK, blocksToSee, findInBlock, findRebuilt, remember } from "../domain/ledger_findings.js";
import { readSeenHead, readWatch, writeWatch } from "../store/ledger.js";
import { sha256 } from "../store/signing_key.js";
import { clients, me } from "../store/state.js";
import { RetryLater } from "./failures.js";
import { get } from "./http.js";

/** @import { Client, LedgerHead } from "../types.js" */
/** @import { Block, Finding } from "../domain/ledger_findings.js" */
/** @import { LedgerWatch } from "../store/ledger.js" */

/** @typedef {{ number: number, text: string, position: number | null, path: string[] }} ProvenRuling */
/** @typedef {{ ledger: LedgerHead, from: string[], to: string[], block: Block, rulings: ProvenRuling[] }} Proof */

/** How many rulings one question names. */
const RULINGS = 20;

/** Look at the ledger once. The project stays known to the end, even if somebody signs out in the middle. */
export async function checkLedger() {
  const project = me.value?.project.id;
  const seen = await readSeenHead();
  const watch = await readWatch();
  if (project === undefined || seen === undefined || watch.key === "" || watch.alarm !== null) return;
  let current = watch;
  for (const block of blocksToSee(seen.size, Math.random())) {
    current = await look(project, current, seen, block);
    await writeWatch(current);
    if (current.alarm !== null) return;
  }
}

/** @param {number} project @param {LedgerWatch} watch @param {LedgerHead} seen @param {number} block @returns {Promise<LedgerWatch>} */
async function look(project, watch, seen, block) {
  const asked = unproven(watch.proven);
  const proof = await ask(watch, seen, block, asked);
  const finding = (await judgeHeads(project, watch, seen, proof)) ?? (await judgeBlock(watch, proof)) ?? (await judgeRulings(asked, proof));
  if (finding !== null) return { ...watch, alarm: { kept: watch.head ?? seen, ...finding, at: Date.now(), shown: proof.ledger } };
  const proven = Object.fromEntries(asked.filter((client) => given(client, proof)).map(({ id, ruling }) => [id, ruling?.number ?? 0]));
  return { ...watch, head: proof.ledger, blocks: remember(watch.blocks, proof.block), proven: { ...watch.proven, ...proven } };
}

/** @param {LedgerWatch} watch @param {LedgerHead} seen @param {number} block @param {readonly Client[]} asked @returns {Promise<Proof>} */
async function ask(watch, seen, block, asked) {
  const numbers = asked.map(({ ruling }) => ruling?.number).join(",");
  const question = `/ownership/ledger/proof?from=${watch.head?.size ?? 0}&to=${seen.size}&block=${block}`;
  /** @type {Proof} */
  const proof = await get(`${question}&rulings=${numbers}`).catch((failure) => {
    // A row that nobody can read any more must not keep the others from being looked at.
    if (!(failure instanceof RetryLater) || failure.code !== "server_error") throw failure;
    return get(`${question}&rulings=`);
  });
  if (typeof proof.ledger?.root !== "string" || !Array.isArray(proof.block?.written)) throw new RetryLater("not_our_server");
  return proof;
}

/** @param {number} project @param {LedgerWatch} watch @param {LedgerHead} seen @param {Proof} proof @returns {Promise<Finding & { kept: LedgerHead } | null>} */
async function judgeHeads(project, watch, seen, proof) {
  const kept = watch.head ?? seen;
  for (const head of [seen, proof.ledger]) {
    if (!(await isSigned(project, watch.key, head))) return { wrong: "seal", first: 0, last: head.size, kept };
  }
  // The question was asked when both heads were here: the answer cannot be an older one that was late.
  const before = kept.size > seen.size ? kept : seen;
  if (proof.ledger.size < before.size) return { wrong: "set_back", first: proof.ledger.size, last: before.size, kept: before };
  if (watch.head !== null && !(await isConsistent(sha256, watch.head, proof.ledger, proof.from))) {
    return { ...findRebuilt(await blocksNow(watch), watch.head.size), kept };
  }
  if (await isConsistent(sha256, seen, proof.ledger, proof.to)) return null;
  return { ...findRebuilt(await blocksNow(watch), seen.size), kept: seen };
}

/** @param {number} project @param {string} key @param {LedgerHead} head */
async function isSigned(project, key, head) {
  const message = ledgerMessage(project, head);
  return verifyAsync(fromBase64url(head.signature), message, fromBase64url(key)).catch(() => false);
}

/** The blocks that this phone remembers, as they are written down now. @param {LedgerWatch} watch */
async function blocksNow(watch) {
  const found = [];
  for (const known of watch.blocks) {
    /** @type {Proof} */
    const { block } = await get(`/ownership/ledger/proof?block=${known.start / BLOCK}`);
    found.push({ known, written: block.written });
  }
  return found;
}

/** @param {LedgerWatch} watch @param {Proof} proof @returns {Promise<Finding | null>} */
async function judgeBlock(watch, { ledger, block }) {
  const part = { low: block.start, high: block.start + block.written.length };
  const fits = await includes(sha256, part, ledger.size, await rootOf(sha256, block.written), block.path, ledger.root);
  return findInBlock(block, fits || ledger.size === 0, watch.blocks.find(({ start }) => start === block.start));
}

// --- rulings about own clients ---

/** Clients whose newest ruling was not looked up in the ledger yet. @param {Readonly<Record<string, number>>} proven */
function unproven(proven) {
  return clients.value.filter(({ id, ruling }) => ruling !== null && proven[id] !== ruling.number).slice(0, RULINGS);
}

/** @param {Client} client @param {Proof} proof */
function given({ ruling }, { rulings }) {
  return rulings.find(({ number }) => number === ruling?.number);
}

/** A ruling that is not shown to this reader any more is not proven, and no finding either. @param {readonly Client[]} asked @param {Proof} proof @returns {Promise<Finding | null>} */
async function judgeRulings(asked, proof) {
  for (const client of asked) {
    const found = given(client, proof);
    if (found === undefined || (await isInLedger(client, found, proof.ledger))) continue;
    return { wrong: "ruling", first: found.number, last: found.number };
  }
  return null;
}

/** Whether the words that this phone shows are those of the leaf. @param {Client} client @param {ProvenRuling} found @param {LedgerHead} ledger */
async function isInLedger({ id, ruling }, { text, position, path }, ledger) {
  if (position === null || ruling === null) return false;
  const part = { low: position, high: position + 1 };
  if (!(await includes(sha256, part, ledger.size, await leafHash(sha256, text), path, ledger.root))) return false;
  const { kind, row } = JSON.parse(text);
  const said = { sentence: ruling.sentence, counterfactual: ruling.counterfactual, rule_title: ruling.rule.title, appeal: ruling.appeal.where };
  const shown = [id, ruling.number, Date.parse(ruling.at), ruling.reason, ruling.contested, await digest(sha256, said)];
  const written = [row.client_id, row.number, row.ruled_at, row.reason, row.contested, row.explanation];
  return kind === "ruling" && shown.every((value, place) => value === written[place]);
}
