/**
 * Send the queue, one tab at a time, for as long as it takes. Nothing here can lose an entry: it is deleted nowhere, and
 * marked only by what the server has said.
 */
import { waitMs } from "../domain/patience.js";
import { refresh } from "../store/refresh.js";
import { nextToSend } from "../store/outbox.js";
import { setSync, stage, sync } from "../store/state.js";
import { noteSynced, openNextEpoch, pull, push, topUpTickets } from "./exchange.js";
import { ChainRefused, NeedsPerson, RetryLater, SignInNeeded, TooLarge } from "./failures.js";
import { fetchSession } from "./http.js";

const MOST = 100;
const LOCK = "xiandeng-courier";
const SIGN_IN_AGAIN_MS = 60_000;

let failures = 0;
let most = MOST;
let again = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Send and fetch now, unless another tab is at it; then once more when it has finished here. */
export async function drain() {
  if (stage.value !== "open") return;
  if (sync.value.sending) {
    again = true;
    return;
  }
  clearTimeout(timer);
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return planNext(2_000);
    setSync({ sending: true });
    try {
      await exchangeAll();
    } finally {
      setSync({ sending: false, done: 0, total: 0 });
    }
  });
  if (again) {
    again = false;
    await drain();
  }
}

async function exchangeAll() {
  try {
    await sendAll();
    await pull();
    await topUpTickets();
    await noteSynced();
    failures = 0;
    most = MOST;
    setSync({ online: true, problem: null });
  } catch (failure) {
    await afterFailure(failure);
  }
  await refresh();
}

async function sendAll() {
  const { waiting } = await nextToSend(0);
  setSync({ done: 0, total: waiting });
  // After a failure the head goes first: it fits one packet, and holds the place in time while the texts still struggle.
  if (waiting === 0 || failures > 0) await push(0);
  let left = waiting;
  while (left > 0) {
    const { sent, left: still } = await push(most);
    left = sent === 0 ? 0 : still;
    setSync({ done: sync.value.done + sent });
  }
}

/** @param {unknown} failure */
async function afterFailure(failure) {
  if (!(failure instanceof RetryLater) && !(failure instanceof NeedsPerson)) throw failure;
  failures += 1;
  if (failure instanceof ChainRefused) return goOnInNewChain(failure);
  if (failure instanceof SignInNeeded) return report(failure, SIGN_IN_AGAIN_MS);
  if (failure instanceof NeedsPerson) return report(failure, null);
  if (failure instanceof TooLarge || failure.code === "timeout") most = Math.max(1, Math.floor(most / 2));
  if (failure.code === "offline" || failure.code === "not_our_server") setSync({ online: false });
  report(failure, waitMs(failures, Math.random(), failure.afterMs));
}

/** @param {ChainRefused} refused */
async function goOnInNewChain(refused) {
  try {
    await openNextEpoch();
    report(refused, waitMs(failures, Math.random(), null));
  } catch (failure) {
    if (failure instanceof Error) report(refused, waitMs(failures, Math.random(), null));
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
  if (sync.value.problem?.code === "sign_in") {
    try {
      await fetchSession();
    } catch {
      return planNext(SIGN_IN_AGAIN_MS);
    }
  }
  await drain();
}
