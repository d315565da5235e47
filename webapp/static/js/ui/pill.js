/**
 * The sync state in words, on every screen, and the way to the outbox. The count of a running drain stands outside the
 * status element: a screen reader hears "syncing" once and the end once, not every entry in between.
 */
import { html } from "htm/preact";
import { outbox, sync } from "../store/state.js";
import { clockTime } from "./times.js";
import { say } from "./words.js";

/** @import { Item, SyncProblem, SyncState } from "../types.js" */

/** @typedef {{ tone: "jade" | "slate" | "seal" | "amber", text: string, count?: string }} PillWords */

/** The pill on every screen. */
export function SyncPill() {
  const { tone, text, count } = pillWords(sync.value, outbox.value);
  return html`<a class="pill" href="#/outbox" data-tone=${tone}>
    <span><span role="status" aria-live="polite">${text}</span>${count && html` <span aria-hidden="true">${count}</span>`}</span>
  </a>`;
}

/**
 * What needs a person comes before what is under way, and that before what only waits.
 * @param {SyncState} state
 * @param {readonly Item[]} items
 * @returns {PillWords}
 */
export function pillWords(state, items) {
  const needing = items.filter((item) => item.state === "needs_mending").length;
  const waiting = items.filter((item) => item.state === "saved" || item.state === "sending").length;
  const stopped = whatStops(state.problem);
  if (stopped !== null) return { tone: "seal", text: say(stopped, { count: waiting }) };
  if (needing > 0) return { tone: "seal", text: say("app.pill_needs_you", { count: needing }) };
  if (state.sending && state.total > 0) {
    return { tone: "slate", text: say("app.pill_sending"), count: `${Math.min(state.done + 1, state.total)}/${state.total}` };
  }
  if (!state.online) return { tone: "slate", text: say(waiting > 0 ? "app.pill_offline" : "app.pill_offline_calm", { count: waiting }) };
  if (waiting > 0) return { tone: "slate", text: say("app.pill_waiting", { count: waiting }) };
  if (state.last_sync_at === null) return { tone: "slate", text: say("app.pill_never") };
  return { tone: "jade", text: say("app.pill_synced", { time: clockTime(state.last_sync_at) }) };
}

/** @param {SyncProblem | null} problem */
function whatStops(problem) {
  if (problem?.code === "sign_in") return "app.pill_sign_in";
  return isClosed(problem) ? "app.pill_closed" : null;
}

/** Whether the server has closed this phone or does not know it; a code from the manager makes it the agent's again. @param {SyncProblem | null} problem */
export function isClosed(problem) {
  return problem?.code === "device_closed" || problem?.code === "device_unknown";
}
