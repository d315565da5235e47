/** What was pulled: sealed rows that can be fetched again, and the cursor, saved together. */
import { takeProgress } from "./answers.js";
import { withDatabase, write } from "./database.js";
import { seal, unseal } from "./vault.js";

/** @import { ChainState, Client, PullAnswer, SealedText, Ticket } from "../types.js" */

/** @typedef {{ kind: string, id: string, sealed: SealedText }} Row */

/** @typedef {{ chain: ChainState, cursor: string }} Asked as they were when a page was asked for */

/** Keep a page, if it still follows what is kept. @param {Asked} asked @param {PullAnswer} page @param {number} wallMs @returns {Promise<boolean>} */
export async function keepPage(asked, page, wallMs) {
  const rows = await Promise.all(page.changes.map(async ({ kind, id, value }) => ({ kind, id, sealed: value && (await seal(value)) })));
  return write(["meta", "entries", "rows"], async (tx) => {
    const store = tx.objectStore("rows");
    const meta = tx.objectStore("meta");
    const chain = await takeProgress(tx, asked.chain, page, wallMs);
    if (chain === null || ((await meta.get("cursor")) ?? "") !== asked.cursor) return false;
    if (page.reset) await store.clear();
    for (const { kind, id, sealed } of rows) {
      if (sealed === null) await store.delete([kind, id]);
      else await store.put({ kind, id, sealed });
    }
    await meta.put({ ...chain, pulled_seq: Math.max(chain.pulled_seq, Math.min(page.acked_seq, chain.acked_seq)) }, "chain");
    await meta.put(page.cursor, "cursor");
    return true;
  });
}

/** Keep one row ahead of the page that will bring it. @param {"client"} kind @param {string} id @param {Client} value */
export async function keepRow(kind, id, value) {
  const sealed = await seal(value);
  await write(["rows"], async (tx) => void (await tx.objectStore("rows").put({ kind, id, sealed })));
}

/** @param {"client" | "notice"} kind @returns {Promise<any[]>} the values of a kind */
export async function readRows(kind) {
  const range = IDBKeyRange.bound([kind], [kind, []]);
  /** @type {Row[]} */
  const rows = await withDatabase((db) => db.getAll("rows", range));
  const values = await Promise.all(rows.map(({ sealed }) => unseal(sealed).catch(() => null)));
  // One that does not open is fetched again some day; it must not hide all the others.
  return values.filter((value) => value !== null);
}

/** Forget what can be fetched again. */
export function clearRows() {
  return write(["rows", "meta"], async (tx) => {
    await tx.objectStore("rows").clear();
    await tx.objectStore("meta").delete("cursor");
  });
}

/** @param {Ticket[]} fresh @param {number} wallMs */
export function keepTickets(fresh, wallMs) {
  return write(["tickets"], async (tx) => {
    const store = tx.objectStore("tickets");
    /** @type {Ticket[]} */
    const known = await store.getAll();
    for (const { id, expires_at: until } of known) if (Date.parse(until) <= wallMs) await store.delete(id);
    for (const ticket of fresh) await store.put({ ...ticket, used: false });
  });
}

/** @param {number} wallMs @returns {Promise<number>} how many tickets are left */
export async function ticketsLeft(wallMs) {
  /** @type {Ticket[]} */
  const tickets = await withDatabase((db) => db.getAll("tickets"));
  return tickets.filter(({ used, expires_at: until }) => !used && Date.parse(until) > wallMs).length;
}
