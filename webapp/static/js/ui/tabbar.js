import { html } from "htm/preact";
import { say } from "./words.js";

/** @import { Word } from "./words.js" */

/** @typedef {"today" | "clients" | "me"} Tab */

/** @type {{ tab: Tab | "register", word: Word }[]} */
const TABS = [
  { tab: "today", word: "app.tab_today" },
  { tab: "clients", word: "app.tab_clients" },
  { tab: "register", word: "app.register_title" },
  { tab: "me", word: "app.tab_me" },
];

/** @param {{ current: Tab }} props */
export function TabBar({ current }) {
  return html`<nav class="tabbar" aria-label=${say("app.tabs")}>
    ${TABS.map(({ tab, word }) =>
      tab === "register"
        ? html`<a key=${tab} class="tabbar-plus" href="#/register" aria-label=${say(word)}>＋</a>`
        : html`<a key=${tab} href=${`#/${tab}`} aria-current=${tab === current ? "page" : undefined}>${say(word)}</a>`,
    )}
  </nav>`;
}
