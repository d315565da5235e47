import { html } from "htm/preact";
import { shortTime } from "../../ui/times.js";
import { say } from "../../ui/words_later.js";
import { contactWords } from "./contact_words.js";

/** @import { Contact } from "../../types.js" */

/** Every contact, the newest first; jade for those that keep the protection. @param {{ contacts: readonly Contact[] }} props */
export function Contacts({ contacts }) {
  if (contacts.length === 0) return html`<p class="quiet">${say("file.contacts_none")}</p>`;
  const newest = [...contacts].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return html`<ol class="timeline">
    ${newest.map(
      (contact) => html`<li key=${contact.id} data-tone=${isEffective(contact) ? "jade" : "slate"}>
        <time dateTime=${contact.at}>${shortTime(contact.at, Date.now())}</time><b>${contactWords(contact)}</b>
        ${contact.note && html`<p><bdi>${contact.note}</bdi></p>`}
      </li>`,
    )}
  </ol>`;
}

/** @param {Contact} contact */
function isEffective({ kind, outcome, effective }) {
  return effective ?? (kind !== "follow_up" || outcome === "reached");
}
