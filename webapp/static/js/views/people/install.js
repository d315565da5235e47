/** Putting the app on the home screen; where nothing can be recorded before it, the card says why. */
import { html } from "htm/preact";
import { say } from "../../ui/words_later.js";
import { installOffer, isInstalled, isIos, isWechat } from "./install_offer.js";

/** How to install here, or nothing where it is done. */
export function InstallCard() {
  if (isInstalled()) return null;
  if (isWechat()) return html`<p class="card" data-tone="seal">${say("later.open_in_browser")}</p>`;
  if (isIos()) return html`<${IosSteps} />`;
  if (installOffer.value === null) return null;
  const install = () => void installOffer.value?.prompt();
  return html`<section class="card stack" aria-labelledby="install">
    <h2 id="install">${say("app.install_title")}</h2><p>${say("later.install_note")}</p>
    <button class="button" type="button" onClick=${install}>${say("later.install")}</button>
  </section>`;
}

function IosSteps() {
  return html`<section class="card stack" data-tone="seal" aria-labelledby="install">
    <h2 id="install">${say("later.install_ios")}</h2>
    <p>${say("later.install_ios_why")}</p>
    <ol class="timeline">
      <li><b>${say("later.install_ios_share")}</b></li>
      <li><b>${say("later.install_ios_add")}</b></li>
      <li><b>${say("later.install_ios_open")}</b></li>
    </ol>
  </section>`;
}
