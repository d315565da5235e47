/** An entry of the outbox in words: what it is, and how far it has come. */
import { say } from "../../ui/words_later.js";
import { CHANNELS, OUTCOMES, VISIT_KINDS } from "../floor/contact_words.js";
import { clientName } from "./client_name.js";
import { RELEASE_REASONS } from "./release_words.js";

/** @import { Item } from "../../types.js" */
/** @import { LaterWord } from "../../ui/words_later.js" */

/** @typedef {{ word: LaterWord, tone?: "seal" | "jade" | "amber", seal: "inked" | "stamped" | "withdrawn" | "contested" }} StateWords */

/** @type {Record<Item["state"], StateWords>} */
const STATES = {
  saved: { word: "later.item_saved", seal: "inked" },
  sending: { word: "later.item_sending", seal: "inked" },
  confirmed: { word: "later.item_confirmed", tone: "jade", seal: "stamped" },
  needs_mending: { word: "later.item_needs_mending", tone: "seal", seal: "contested" },
  held: { word: "later.item_held", tone: "amber", seal: "inked" },
  withdrawn: { word: "later.item_withdrawn", seal: "withdrawn" },
};

/** @type {Record<Item["type"], LaterWord>} */
const TYPES = {
  registration: "later.entry_registration",
  visit: "later.entry_visit",
  follow_up: "later.entry_follow_up",
  withdrawal: "later.entry_withdrawal",
  release: "later.entry_release",
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
  const word = RELEASE_REASONS[body["reason"] ?? ""] ?? VISIT_KINDS[body.kind ?? ""] ?? OUTCOMES[body.outcome ?? ""] ?? CHANNELS[body.channel ?? ""];
  return word === undefined ? "" : say(word);
}
