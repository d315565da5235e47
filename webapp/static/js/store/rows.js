/** What was pulled: sealed rows that can be fetched again, and the cursor, saved together. */
import { withDatabase, write } from "./database.js";
import { seal, unseal } from "./vault.js";

/** @import { PullAnswer, SealedText, Ticket } from "../types.js" */

/** @typedef {{ kind: string, id: string, sealed: SealedText }} Row */

/** @param {PullAnswer} page @param {number} wallMs */
export async function keepPage(page, wallMs) {
  const rows = await Promise.all(page.changes.map(async ({ kind, id, value }) => ({ kind, id, sealed: value && (await seal(value)) })));
  return write(["meta", "rows"], async (tx) => {
    const store = tx.objectStore("rows");
    const meta = tx.objectStore("meta");
    if (page.reset) await store.clear();
    for (const { kind, id, sealed } of rows) {
      if (sealed === null) await store.delete([kind, id]);
      else await store.put({ kind, id, sealed });
    }
    const chain = await meta.get("chain");
    await meta.put({ ...chain, anchor: page.anchor, anchor_wall_ms: wallMs }, "chain");
    await meta.put(page.cursor, "cursor");
  });
}

/** @param {"client" | "notice"} kind @returns {Promise<any[]>} the values of a kind */
export async function readRows(kind) {
  const range = IDBKeyRange.bound([kind], [kind, []]);
  /** @type {Row[]} */
  const rows = await withDatabase((db) => db.getAll("rows", range));
  return Promise.all(rows.map(({ sealed }) => unseal(sealed)));
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
