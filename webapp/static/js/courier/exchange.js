/** The conversation with the server: head, entries, changes, tickets. */
import { pruneConfirmed, takeAnswer } from "../store/answers.js";
import { keepHead, readChain, readMeta, writeMeta } from "../store/meta.js";
import { chainOrFail, nextToSend, personalOf } from "../store/outbox.js";
import { markInFlight } from "../store/refresh.js";
import { keepPage, keepTickets, ticketsLeft } from "../store/rows.js";
import { keepRules, knownRules } from "../store/rules.js";
import { signHead } from "../store/signing_key.js";
import { ChainRefused, RetryLater } from "./failures.js";
import { get, post } from "./http.js";

/** @import { ChainState, PiiOnWire, PullAnswer, PushAnswer, StoredEntry, Ticket } from "../types.js" */

/** @typedef {{ text: string, pii?: PiiOnWire }} EntryOnWire */

const TICKETS = 5;
const FEW_TICKETS = 3;

/** Of entries in one request; the server takes a little more around them. */
const MOST_BYTES = 256 * 1024;

/**
 * Send the next entries, or with `most` 0 only the head. @param {number} most
 * @returns {Promise<{ taken: number, left: number }>} how many the server settled, and how many wait now
 */
export async function push(most) {
  const { chain, unsent, whole } = await nextToSend(most);
  if (!whole) throw new ChainRefused("gap");
  const { entries, ids } = await fitting(unsent);
  await markInFlight(ids);
  try {
    /** @type {PushAnswer} */
    const answer = await post("/sync/push", await signed(chain, entries));
    if (!isAnchored(answer) || !Array.isArray(answer.results)) throw new RetryLater("not_our_server");
    const taken = await takeAnswer(chain, answer, Date.now());
    await keepHead(answer.ledger);
    return { taken, left: (await nextToSend(0)).waiting };
  } finally {
    await markInFlight([]);
  }
}

/** As many of the next entries as fit one request, and at least one. @param {readonly StoredEntry[]} unsent */
async function fitting(unsent) {
  /** @type {EntryOnWire[]} */
  const entries = [];
  let bytes = 0;
  for (const entry of unsent) {
    const onWire = await wireOf(entry);
    bytes += new TextEncoder().encode(JSON.stringify(onWire)).length + 1;
    if (entries.length > 0 && bytes > MOST_BYTES) break;
    entries.push(onWire);
  }
  return { entries, ids: unsent.slice(0, entries.length).map(({ id }) => id) };
}

/** @param {StoredEntry} entry @returns {Promise<EntryOnWire>} */
async function wireOf(entry) {
  const pii = await personalOf(entry);
  return pii === undefined ? { text: entry.text } : { text: entry.text, pii };
}

/** @param {ChainState} chain @param {EntryOnWire[]} entries */
async function signed({ device, epoch, seq, hash, anchor }, entries) {
  const signature = await signHead({ device, epoch, seq, hash, anchor });
  return { device, epoch, head: { seq, hash }, anchor, now: { wall_ms: Date.now() }, entries, signature };
}

/** What only our server says. @param {{ anchor?: unknown, acked_seq?: unknown }} answer */
function isAnchored({ anchor, acked_seq: acked }) {
  return typeof anchor === "string" && typeof acked === "number";
}

/** Fetch what changed, page by page. */
export async function pull() {
  for (;;) {
    const chain = await chainOrFail();
    const cursor = (await readMeta("cursor")) ?? "";
    const page = await nextPage(chain.device, cursor);
    if (!(await keepPage({ chain, cursor }, page, Date.now()))) throw new RetryLater("gap");
    await keepRules(page.rules);
    await keepHead(page.ledger);
    if (!page.more) return pruneConfirmed();
  }
}

/** Ask what changed since. @param {string} device @param {string} cursor @returns {Promise<PullAnswer>} */
export async function nextPage(device, cursor) {
  /** @type {PullAnswer} */
  const page = await get(`/sync/pull?device=${device}&cursor=${encodeURIComponent(cursor)}&rules=${await knownRules()}`);
  if (!isAnchored(page) || !Array.isArray(page.changes)) throw new RetryLater("not_our_server");
  return page;
}

/** Keep a small book of tickets for codes that are shown without signal. */
export async function topUpTickets() {
  const left = await ticketsLeft(Date.now());
  if (left >= FEW_TICKETS) return;
  const chain = await readChain();
  /** @type {{ tickets: Ticket[] }} */
  const { tickets } = await post("/tickets", { device: chain?.device, want: TICKETS - left });
  await keepTickets(tickets, Date.now());
}

/** Note that everything was exchanged just now. */
export function noteSynced() {
  return writeMeta("last_sync_at", Date.now());
}
