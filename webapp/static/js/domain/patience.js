/** How long to wait before trying again. */

const FIRST_MS = 2_000;
const LONGEST_MS = 300_000;

/** A broken proxy may name any time; nobody's queue sleeps longer than this on its word. */
const LONGEST_TOLD_MS = 3_600_000;

const PIN_TRIES_FREE = 3;
const PIN_FIRST_MS = 2_000;

/**
 * Full jitter, so that phones that failed together do not return together; on top of what the server asked for, because
 * it asks all of them alike.
 * @param {number} failures in a row, from 1 @param {number} chance between 0 and 1 @param {number | null} toldMs by Retry-After
 */
export function waitMs(failures, chance, toldMs) {
  const jitter = chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return jitter + Math.min(toldMs ?? 0, LONGEST_TOLD_MS);
}

/** How long the next PIN has to wait: slips are free, guessing is not. @param {number} failures in a row */
export function pinWaitMs(failures) {
  return failures < PIN_TRIES_FREE ? 0 : Math.min(LONGEST_MS, PIN_FIRST_MS * 2 ** (failures - PIN_TRIES_FREE));
}
