/**
 * One tab at a time. The browser's locks end with the tab that holds them; where there are none, a lease that runs out
 * does. Either only spares work: what makes a second sending harmless is that the server takes each entry once.
 */
import { dropLease, takeLease } from "../store/lease.js";

const LOCK = "xiandeng-courier";
const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
const TAB = crypto.randomUUID();

/** Do something unless another tab is at it. @param {() => Promise<void>} work @returns {Promise<boolean>} whether it was done */
export async function alone(work) {
  if (navigator.locks === undefined) return byLease(work);
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
    return lock !== null;
  });
}

/** @param {() => Promise<void>} work */
async function byLease(work) {
  if (!(await takeLease(TAB, Date.now(), LEASE_MS))) return false;
  const renewing = setInterval(() => void takeLease(TAB, Date.now(), LEASE_MS), RENEW_MS);
  try {
    await work();
  } finally {
    clearInterval(renewing);
    await dropLease(TAB);
  }
  return true;
}
