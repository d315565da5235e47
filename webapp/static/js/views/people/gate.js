/** What stands before the app: sign in, install, enrol this phone, choose a PIN, open with the PIN. */
import { html } from "htm/preact";
import { stage } from "../../store/state.js";
import { later } from "../../ui/later.js";
import { PlainScreen } from "../../ui/plain_screen.js";
import { say } from "../../ui/words.js";
import { mustInstallFirst } from "./install_offer.js";
import { ChoosePin, OpenWithPin } from "./pin.js";

/** @import { Stage } from "../../types.js" */

const Enrol = later(async () => (await import("./enrol.js")).Enrol, Frame);
const InstallCard = later(async () => (await import("./install.js")).InstallCard);

/** @type {Record<Exclude<Stage, "open">, () => unknown>} */
const SCREENS = {
  starting: Starting,
  signed_out: SignedOut,
  not_enrolled: NotEnrolled,
  no_pin: ChoosePin,
  locked: OpenWithPin,
};

/** Whatever stands before the app. */
export function Gate() {
  const screen = SCREENS[/** @type {Exclude<Stage, "open">} */ (stage.value)];
  return html`<${screen} />`;
}

/** @param {{ children?: unknown }} props */
function Frame({ children }) {
  return html`<${PlainScreen} title=${say("app.name")}>${children}<//>`;
}

function Starting() {
  return html`<${PlainScreen} title=${say("app.name")}><p class="quiet" role="status">${say("app.starting")}</p><//>`;
}

function SignedOut() {
  const foot = html`<a class="button" data-kind="ink" data-wide href="/sign-in">${say("app.sign_in")}</a>`;
  return html`<${PlainScreen} title=${say("app.name")} foot=${foot}>
    <p class="sentence">${say("app.signed_out")}</p>
    <p>${say("app.signed_out_note")}</p>
    <${InstallCard} />
  <//>`;
}

/** On iOS only the installed app keeps its storage, so nothing is recorded before that. */
function NotEnrolled() {
  return mustInstallFirst()
    ? html`<${PlainScreen} title=${say("app.install_title")}><${InstallCard} /><//>`
    : html`<${Enrol} />`;
}
