/** Which address shows which screen. A sheet names the screen it lies over, which stays as it is beneath. */
import { html } from "htm/preact";
import { place } from "../ui/route.js";
import { FollowUp } from "./floor/follow_up.js";
import { Today } from "./floor/today.js";
import { Visit } from "./floor/visit.js";
import { ClientFile } from "./ownership/client_file.js";
import { Clients } from "./ownership/clients.js";
import { CodeScreen } from "./ownership/code.js";
import { Mend } from "./ownership/mend.js";
import { Outbox } from "./ownership/outbox.js";
import { Register } from "./ownership/register.js";
import { Withdraw } from "./ownership/withdraw.js";
import { Me } from "./people/me.js";
import { SignOut } from "./people/sign_out.js";

/** @typedef {(props: { id: string }) => unknown} View */
/** @typedef {{ path: string, screen: View, sheet?: View }} Route */

/** `*` stands for the one id that an address may carry. @type {Route[]} */
const ROUTES = [
  { path: "today", screen: Today },
  { path: "clients", screen: Clients },
  { path: "clients/*", screen: ClientFile },
  { path: "clients/*/withdraw", screen: ClientFile, sheet: Withdraw },
  { path: "clients/*/visit", screen: Visit },
  { path: "clients/*/follow-up", screen: FollowUp },
  { path: "register", screen: Register },
  { path: "register/*", screen: Mend },
  { path: "code/*", screen: CodeScreen },
  { path: "outbox", screen: Outbox },
  { path: "me", screen: Me },
  { path: "me/sign-out", screen: Me, sheet: SignOut },
];

const HOME = /** @type {Route} */ (ROUTES[0]);

/** The screen of the address we are at; an unknown address is today. */
export function CurrentScreen() {
  const { route, id } = match(place.value);
  // A sheet's screen has the key that it had without the sheet, or it would be drawn anew beneath.
  const beneath = ROUTES.find(({ screen }) => screen === route.screen);
  const key = beneath?.path.includes("*") ? id : "";
  return html`<${route.screen} key=${key} id=${id} />${route.sheet && html`<${route.sheet} id=${id} />`}`;
}

/** @param {readonly string[]} parts */
function match(parts) {
  for (const route of ROUTES) {
    const pattern = route.path.split("/");
    if (pattern.length === parts.length && pattern.every((part, index) => part === "*" || part === parts[index])) {
      return { route, id: parts[pattern.indexOf("*")] ?? "" };
    }
  }
  return { route: HOME, id: "" };
}
