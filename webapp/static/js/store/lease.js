/** Which tab may send, where the browser has no locks: a name, and a time after which nobody believes it any more. */
import { write } from "./database.js";

/** @typedef {{ tab: string, since: number, until: number }} Lease */

/** Take or prolong the lease. @param {string} tab @param {number} wallMs @param {number} forMs @returns {Promise<boolean>} whether it is ours */
export function takeLease(tab, wallMs, forMs) {
  return write(["meta"], async (tx) => {
    /** @type {Lease | undefined} */
    const held = await tx.objectStore("meta").get("lease");
    // A clock that was set back must not keep a dead tab's lease alive.
    const isAlive = held !== undefined && held.since <= wallMs && wallMs < held.until;
    if (isAlive && held.tab !== tab) return false;
    await tx.objectStore("meta").put({ tab, since: wallMs, until: wallMs + forMs }, "lease");
    return true;
  });
}

/** @param {string} tab */
export function dropLease(tab) {
  return write(["meta"], async (tx) => {
    if ((await tx.objectStore("meta").get("lease"))?.tab === tab) await tx.objectStore("meta").delete("lease");
  });
}
