/**
 * Putting the app on the home screen. iOS deletes a browser's storage after a week and never shares it with the
 * installed app, so there it comes before the first record; elsewhere it is an offer.
 */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { say } from "../../ui/words.js";

/** @typedef {Event & { prompt: () => Promise<unknown> }} InstallOffer */

const offer = signal(/** @type {InstallOffer | null} */ (null));

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer.value = /** @type {InstallOffer} */ (event);
});
addEventListener("appinstalled", () => {
  offer.value = null;
});

/** Whether the app has to be installed before anything is recorded. */
export function mustInstallFirst() {
  return (isIos() && !isInstalled()) || isWechat();
}

/** How to install here, or nothing where it is done. */
export function InstallCard() {
  if (isInstalled()) return null;
  if (isWechat()) return html`<p class="card" data-tone="seal">${say("app.open_in_browser")}</p>`;
  if (isIos()) return html`<${IosSteps} />`;
  if (offer.value === null) return null;
  const install = () => void offer.value?.prompt();
  return html`<section class="card stack" aria-labelledby="install">
    <h2 id="install">${say("app.install_title")}</h2><p>${say("app.install_note")}</p>
    <button class="button" type="button" onClick=${install}>${say("app.install")}</button>
  </section>`;
}

function IosSteps() {
  return html`<section class="card stack" data-tone="seal" aria-labelledby="install">
    <h2 id="install">${say("app.install_ios")}</h2>
    <p>${say("app.install_ios_why")}</p>
    <ol class="timeline">
      <li><b>${say("app.install_ios_share")}</b></li>
      <li><b>${say("app.install_ios_add")}</b></li>
      <li><b>${say("app.install_ios_open")}</b></li>
    </ol>
  </section>`;
}

function isInstalled() {
  return matchMedia("(display-mode: standalone)").matches;
}

/** An iPad calls itself a Mac, but a Mac has no touch screen. */
function isIos() {
  return /iPhone|iPad/u.test(navigator.userAgent) || (/Macintosh/u.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
}

function isWechat() {
  return /MicroMessenger/u.test(navigator.userAgent);
}
