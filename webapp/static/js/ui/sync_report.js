import { html } from "htm/preact";
import { sync } from "../store/state.js";
import { enrolAgain } from "../courier/commands.js";
import { failureInWords } from "./failure.js";
import { isClosed } from "./pill.js";
import { clockTime, shortTime } from "./times.js";
import { say } from "./words_later.js";

/** When the last sync was complete; after a failure its reason and the next try. */
export function SyncReport() {
  const { last_sync_at: last, problem } = sync.value;
  return html`<p class="quiet">
    ${last === null ? say("app.pill_never") : say("later.last_sync", { time: shortTime(last, Date.now()) })}
    ${problem && html`<br /><span class="toned" data-tone="amber">${failureInWords(problem)}
      ${problem.retry_at !== null && ` ${say("later.next_try", { time: clockTime(problem.retry_at) })}`}</span>`}
    ${isClosed(problem) && html` <button class="button" data-kind="quiet" type="button" onClick=${enrolAgain}>${say("app.enrol_title")}</button>`}
    ${problem?.code === "sign_in" && html` <a href="/sign-in">${say("app.sign_in")}</a>`}
  </p>`;
}
