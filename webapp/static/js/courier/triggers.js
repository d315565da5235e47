/** When to send: at the start, when the line or the person comes back, after each capture, and every minute. */
import { setSync } from "../store/state.js";
import { drain } from "./drain.js";

const EVERY_MS = 60_000;
/** Phones that lost the line together shall not come back in the same instant. */
const SPREAD_MS = 3_000;

let started = false;

/** Start sending by itself. */
export function startTriggers() {
  if (started) return;
  started = true;
  addEventListener("online", () => {
    setSync({ online: true });
    setTimeout(() => void drain(), Math.random() * SPREAD_MS);
  });
  addEventListener("offline", () => setSync({ online: false }));
  addEventListener("pageshow", () => void drain());
  addEventListener("visibilitychange", whenVisible, true);
  setInterval(whenVisible, EVERY_MS);
}

function whenVisible() {
  if (globalThis.document?.visibilityState !== "hidden") void drain();
}
