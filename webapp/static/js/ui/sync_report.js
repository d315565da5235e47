import { html } from "htm/preact";
import { sync } from "../store/state.js";
import { enrolAgain } from "../courier/commands.js";
import { failureInWords } from "./failure.js";
import { clockTime, shortTime } from "./times.js";
import { say } from "./words.js";

/** @import { SyncProblem } from "../types.js" */

/** Whether the server has closed this phone or does not know it; a code from the manager makes it the agent's again. @param {SyncProblem | null} problem */
export function isClosed(problem) {
  return problem?.code === "device_closed" || problem?.code === "device_unknown";
}

/** When the last sync was complete; after a failure its reason and the next try. */
export function SyncReport() {
  const { last_sync_at: last, problem } = sync.value;
  return html`<p class="quiet">
    ${last === null ? say("app.pill_never") : say("app.last_sync", { time: shortTime(last, Date.now()) })}
    ${problem && html`<br /><span class="toned" data-tone="amber">${failureInWords(problem)}
      ${problem.retry_at !== null && ` ${say("app.next_try", { time: clockTime(problem.retry_at) })}`}</span>`}
    ${isClosed(problem) && html` <button class="button" data-kind="quiet" type="button" onClick=${enrolAgain}>${say("app.enrol_title")}</button>`}
    ${problem?.code === "sign_in" && html` <a href="/sign-in">${say("app.sign_in")}</a>`}
  </p>`;
}
