/** The conversation with the server: head, entries, new epoch, changes, tickets. */
import { keepPage, keepTickets, ticketsLeft } from "../store/rows.js";
import { readChain, readMeta, writeMeta } from "../store/meta.js";
import { nextToSend, personalOf, pruneConfirmed, rehome, takeAnswer } from "../store/outbox.js";
import { markInFlight } from "../store/refresh.js";
import { signHead } from "../store/signing_key.js";
import { get, post } from "./http.js";

/** @import { ChainState, PullAnswer, PushAnswer, StoredEntry, Ticket } from "../types.js" */

const TICKETS = 5;
const FEW_TICKETS = 3;

/**
 * Send the next entries, or with `most` 0 only the head. @param {number} most
 * @returns {Promise<{ sent: number, left: number }>}
 */
export async function push(most) {
  const { chain, unsent, waiting } = await nextToSend(most);
  await markInFlight(unsent.map(({ id }) => id));
  try {
    /** @type {PushAnswer} */
    const answer = await post("/sync/push", await signed(chain, unsent));
    await takeAnswer(chain.epoch, answer, Date.now());
    return { sent: answer.results.length, left: waiting - answer.results.length };
  } finally {
    await markInFlight([]);
  }
}

/** @param {ChainState} chain @param {StoredEntry[]} entries */
async function signed({ device, epoch, seq, hash, anchor }, entries) {
  const onWire = entries.map(async (entry) => {
    const pii = await personalOf(entry);
    return pii === undefined ? { text: entry.text } : { text: entry.text, pii };
  });
  return {
    device,
    epoch,
    head: { seq, hash },
    anchor,
    now: { wall_ms: Date.now() },
    entries: await Promise.all(onWire),
    signature: await signHead({ device, epoch, seq, hash, anchor }),
  };
}

/** Fetch what changed, page by page. */
export async function pull() {
  for (;;) {
    const chain = await readChain();
    const cursor = (await readMeta("cursor")) ?? "";
    /** @type {PullAnswer} */
    const page = await get(`/sync/pull?device=${chain?.device}&cursor=${encodeURIComponent(cursor)}`);
    await keepPage(page, Date.now());
    if (page.more) continue;
    await pruneConfirmed(page.acked_seq);
    return;
  }
}

/** Begin a new chain with what the server has not got. */
export async function openNextEpoch() {
  const chain = await readChain();
  if (chain === undefined) return;
  const opened = await post(`/devices/${chain.device}/epochs`, { epoch: chain.epoch + 1 });
  await rehome(opened, Date.now());
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
