import { html } from "htm/preact";
import { acceptUpdate, lookForUpdate, updateWaiting } from "../../ui/update.js";
import { say } from "../../ui/words_later.js";

/** The build puts the hash of the code into the name of the page's script: that is the version. */
const SCRIPT = document.querySelector("script[type=module]")?.getAttribute("src") ?? "";
const VERSION = /[.-]([0-9A-Za-z]{6,})\.js$/u.exec(SCRIPT)?.[1] ?? "";

/** The version that runs, and the newer one where it waits. */
export function Version() {
  return html`<div class="beside">
    <span class="second">${say("later.version", { version: VERSION })}</span>
    ${updateWaiting.value
      ? html`<button class="button" type="button" onClick=${acceptUpdate}>${say("app.update_now")}</button>`
      : html`<button class="button" data-kind="quiet" type="button" onClick=${lookForUpdate}>${say("later.update_look")}</button>`}
  </div>`;
}
