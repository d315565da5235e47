/**
 * Send the queue, one tab at a time, for as long as it takes. Nothing here can lose an entry: it is deleted nowhere, and
 * marked only by what the server has said.
 */
import { waitMs } from "../domain/patience.js";
import { takeBackAll } from "../store/answers.js";
import { nextToSend } from "../store/outbox.js";
import { refresh } from "../store/refresh.js";
import { setSync, stage, sync } from "../store/state.js";
import { alone } from "./alone.js";
import { renewColleagues } from "./colleagues.js";
import { noteSynced, pull, push, topUpTickets } from "./exchange.js";
import { ChainRefused, EpochLost, NeedsPerson, RetryLater, SignInNeeded, TooLarge } from "./failures.js";
import { fetchSession } from "./http.js";

const MOST = 100;
const SIGN_IN_AGAIN_MS = 60_000;
const OTHER_TAB_MS = 2_000;
/** How long the queue waits for code that comes after the first load; on a line that hardly moves it is here another time. */
const PART_MS = 3_000;

let failures = 0;
let most = MOST;
let again = false;
/** @type {Promise<void> | null} */
let running = null;
/** The server said how long it wants to hear nothing; a person may insist. */
let quiet = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Send and fetch now, unless another tab is at it; what came up meanwhile is sent too before it ends. @param {boolean} [byHand] */
export async function drain(byHand = false) {
  if (stage.value !== "open" || (quiet && !byHand)) return;
  again = true;
  running ??= drainAll();
  await running;
}

async function drainAll() {
  quiet = false;
  try {
    while (again && !quiet) {
      again = false;
      clearTimeout(timer);
      if (!(await alone(exchangeAll))) planNext(OTHER_TAB_MS);
    }
  } finally {
    // In the same breath as the last look at `again`: nobody's wish falls in between.
    running = null;
  }
}

async function exchangeAll() {
  setSync({ sending: true });
  try {
    await sendAll();
    await pull();
    await topUpTickets();
    await renewColleagues();
    await noteSynced();
    failures = 0;
    most = MOST;
    setSync({ online: true, problem: null });
  } catch (failure) {
    // Signed out in the middle of it: there is nothing to tell anybody.
    if (stage.value === "open") await afterFailure(failure);
  } finally {
    setSync({ sending: false, done: 0, total: 0 });
  }
  await refresh();
  if (stage.value === "open" && sync.value.online) await lookAtLedger();
}

/** Whatever became of the rest: the ledger may be what is wrong. That it cannot be asked about says nothing about it. */
async function lookAtLedger() {
  const come = import("./ledger.js").catch(() => null);
  const late = new Promise((go) => setTimeout(() => go(null), PART_MS));
  const part = /** @type {typeof import("./ledger.js") | null} */ (await Promise.race([come, late]));
  await part?.checkLedger().catch(() => undefined);
}

async function sendAll() {
  let { waiting } = await nextToSend(0);
  setSync({ done: 0, total: waiting });
  // After a failure the head goes first: it fits one packet, and holds the place in time while the texts still struggle.
  if (waiting === 0 || failures > 0) waiting = (await push(0)).left;
  while (waiting > 0) {
    const { taken, left } = await push(most);
    if (taken === 0) throw new RetryLater("gap");
    setSync({ done: sync.value.done + taken });
    waiting = left;
  }
}

/** @param {unknown} failure */
async function afterFailure(failure) {
  failures += 1;
  const wait = waitMs(failures, Math.random(), failure instanceof RetryLater ? failure.afterMs : null);
  if (failure instanceof ChainRefused) return goOnInNewChain(failure, wait);
  if (failure instanceof SignInNeeded) return report(failure, SIGN_IN_AGAIN_MS);
  if (failure instanceof NeedsPerson) return report(failure, null);
  if (failure instanceof RetryLater) return later(failure, wait);
  // The browser's storage or our own mistake: it is seen in the console, and the queue is tried again.
  report(new RetryLater("unexpected"), wait);
  throw failure;
}

/** @param {RetryLater} failure @param {number} wait */
function later(failure, wait) {
  quiet = failure.afterMs !== null;
  if (failure instanceof TooLarge || failure.code === "timeout") most = Math.max(1, Math.floor(most / 2));
  if (failure.code === "offline" || failure.code === "not_our_server") setSync({ online: false });
  report(failure, wait);
}

/** The reason is shown until the new chain has been taken. @param {ChainRefused} refused @param {number} wait */
async function goOnInNewChain(refused, wait) {
  try {
    if (refused instanceof EpochLost) await takeBackAll();
    const { openNextEpoch } = await import("./next_epoch.js");
    await openNextEpoch();
    report(refused, wait);
  } catch (failure) {
    if (failure instanceof SignInNeeded) return report(failure, SIGN_IN_AGAIN_MS);
    if (failure instanceof NeedsPerson) return report(failure, null);
    report(refused, wait);
  }
}

/** @param {RetryLater | NeedsPerson} failure @param {number | null} afterMs */
function report(failure, afterMs) {
  setSync({ problem: { code: failure.code, message: failure.message, retry_at: afterMs === null ? null : Date.now() + afterMs } });
  if (afterMs !== null) planNext(afterMs);
}

/** @param {number} afterMs */
function planNext(afterMs) {
  clearTimeout(timer);
  timer = setTimeout(() => void tryAgain(), afterMs);
}

async function tryAgain() {
  quiet = false;
  if (sync.value.problem?.code === "sign_in") {
    try {
      await fetchSession();
    } catch {
      return planNext(SIGN_IN_AGAIN_MS);
    }
  }
  await drain();
}
