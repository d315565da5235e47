/** How long to wait before trying again: full jitter, so that phones that failed together do not return together. */

const FIRST_MS = 2_000;
const LONGEST_MS = 300_000;

/** @param {number} failures in a row, from 1 @param {number} chance between 0 and 1 @param {number | null} toldMs by Retry-After */
export function waitMs(failures, chance, toldMs) {
  const jitter = chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return Math.max(jitter, toldMs ?? 0);
}
