/** Which address shows which screen. A sheet names the screen it lies over, which stays as it is beneath. */
import { html } from "htm/preact";
import { later } from "../ui/later.js";
import { place } from "../ui/route.js";
import { Screen } from "../ui/screen.js";
import { Sheet } from "../ui/sheet.js";
import { say } from "../ui/words.js";
import { Today } from "./floor/today.js";
import { Clients } from "./ownership/clients.js";
import { CodeScreen } from "./ownership/code.js";
import { Register } from "./ownership/register.js";

/** @typedef {import("../ui/later.js").View} View */
/** @typedef {{ path: string, screen: View, sheet?: View }} Route */

const ClientFile = later(async () => (await import("./ownership/client_file.js")).ClientFile, Frame);
const FollowUp = later(async () => (await import("./floor/follow_up.js")).FollowUp, Frame);
const Me = later(async () => (await import("./people/me.js")).Me, Frame);
const Mend = later(async () => (await import("./ownership/mend.js")).Mend, Frame);
const Outbox = later(async () => (await import("./ownership/outbox.js")).Outbox, Frame);
const Dispute = later(async () => (await import("./justice/dispute.js")).Dispute, Frame);
const OldClients = later(async () => (await import("./ownership/old_clients.js")).OldClients, Frame);
const Pool = later(async () => (await import("./ownership/pool.js")).Pool, Frame);
const Release = later(async () => (await import("./ownership/release.js")).Release, SheetFrame);
const Rules = later(async () => (await import("./ownership/rules.js")).Rules, Frame);
const SignOut = later(async () => (await import("./people/sign_out.js")).SignOut, SheetFrame);
const Visit = later(async () => (await import("./floor/visit.js")).Visit, Frame);
const Withdraw = later(async () => (await import("./ownership/withdraw.js")).Withdraw, SheetFrame);

/** `*` stands for the one id that an address may carry. @type {Route[]} */
const ROUTES = [
  { path: "today", screen: Today },
  { path: "clients", screen: Clients },
  { path: "clients/*", screen: ClientFile },
  { path: "clients/*/withdraw", screen: ClientFile, sheet: Withdraw },
  { path: "clients/*/release", screen: ClientFile, sheet: Release },
  { path: "clients/*/dispute", screen: Dispute },
  { path: "clients/*/visit", screen: Visit },
  { path: "clients/*/follow-up", screen: FollowUp },
  { path: "pool", screen: Pool },
  { path: "old-clients", screen: OldClients },
  { path: "register", screen: Register },
  { path: "register/*", screen: Mend },
  { path: "code/*", screen: CodeScreen },
  { path: "outbox", screen: Outbox },
  { path: "rules", screen: Rules },
  { path: "rules/*", screen: Rules },
  { path: "me", screen: Me },
  { path: "me/sign-out", screen: Me, sheet: SignOut },
];

const HOME_ADDRESS = "#/today";
const HOME = /** @type {Route} */ (ROUTES[0]);

/** The screen of the address we are at; an unknown address is today. */
export function CurrentScreen() {
  const { route, id } = match(place.value);
  // A sheet's screen has the key that it had without the sheet, or it would be drawn anew beneath.
  const beneath = ROUTES.find(({ screen }) => screen === route.screen);
  const key = beneath?.path.includes("*") ? id : "";
  return html`<${route.screen} key=${key} id=${id} />${route.sheet && html`<${route.sheet} id=${id} />`}`;
}

/** What stands in the place of a screen that is still being fetched. @param {{ children?: unknown }} props */
function Frame({ children }) {
  return html`<${Screen} title=${say("app.name")} above=${HOME_ADDRESS}>${children}<//>`;
}

/** The same over a screen. @param {{ children?: unknown }} props */
function SheetFrame({ children }) {
  return html`<${Sheet} title=${say("app.name")} above=${HOME_ADDRESS}>${children}<//>`;
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
