import { html } from "htm/preact";
import { shortTime } from "../../ui/times.js";
import { say } from "../../ui/words_later.js";
import { contactWords } from "./contact_words.js";

/** @import { Contact } from "../../types.js" */
/** @import { LaterWord } from "../../ui/words_later.js" */

/** @type {Record<string, LaterWord>} */
const DISCOUNTED = { same_note: "file.discounted_same_note", too_many: "file.discounted_too_many" };

/** Every contact, the newest first; jade for those that keep the protection. @param {{ contacts: readonly Contact[] }} props */
export function Contacts({ contacts }) {
  if (contacts.length === 0) return html`<p class="quiet">${say("file.contacts_none")}</p>`;
  const newest = [...contacts].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return html`<ol class="timeline">
    ${newest.map(
      (contact) => html`<li key=${contact.id} data-tone=${isEffective(contact) ? "jade" : "slate"}>
        <time dateTime=${contact.at}>${shortTime(contact.at, Date.now())}</time><b>${contactWords(contact)}</b>
        ${contact.discounted && html`<p class="second">${say(DISCOUNTED[contact.discounted] ?? "file.not_effective")}</p>`}
        ${contact.note && html`<p><bdi>${contact.note}</bdi></p>`}
      </li>`,
    )}
  </ol>`;
}

/** @param {Contact} contact */
function isEffective({ kind, outcome, effective }) {
  return effective ?? (kind !== "follow_up" || outcome === "reached");
}
