/** An entry of the outbox in words: what it is, and how far it has come. */
import { say } from "../../ui/words.js";
import { CHANNELS, OUTCOMES, VISIT_KINDS } from "../floor/contact_words.js";
import { clientName } from "./client_name.js";

/** @import { Item } from "../../types.js" */
/** @import { Word } from "../../ui/words.js" */

/** @typedef {{ word: Word, tone?: "seal" | "jade" | "amber", seal: "inked" | "stamped" | "withdrawn" | "contested" }} StateWords */

/** @type {Record<Item["state"], StateWords>} */
const STATES = {
  saved: { word: "app.item_saved", seal: "inked" },
  sending: { word: "app.item_sending", seal: "inked" },
  confirmed: { word: "app.item_confirmed", tone: "jade", seal: "stamped" },
  needs_mending: { word: "app.item_needs_mending", tone: "seal", seal: "contested" },
  held: { word: "app.item_held", tone: "amber", seal: "inked" },
  withdrawn: { word: "app.item_withdrawn", seal: "withdrawn" },
};

/** @type {Record<Item["type"], Word>} */
const TYPES = {
  registration: "app.entry_registration",
  visit: "app.entry_visit",
  follow_up: "app.entry_follow_up",
  withdrawal: "app.entry_withdrawal",
};

/** @param {Item} item @returns {StateWords} */
export function stateWords(item) {
  return STATES[item.state];
}

/** `登记 · 陈先生`. @param {Item} item */
export function itemTitle(item) {
  return `${say(TYPES[item.type])} · ${clientName(item.about)}`;
}

/** What a contact was, such as `未接通`; nothing for a registration. @param {Item} item */
export function itemDetail({ body }) {
  const word = VISIT_KINDS[body.kind ?? ""] ?? OUTCOMES[body.outcome ?? ""] ?? CHANNELS[body.channel ?? ""];
  return word === undefined ? "" : say(word);
}
