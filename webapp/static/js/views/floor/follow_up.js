/** Log a follow-up, with or without signal. Only one that reached the client keeps the protection, and the form says so. */
import { html } from "htm/preact";
import { Chips } from "../../ui/chips.js";
import { NoteField } from "../../ui/field.js";
import { say } from "../../ui/words_later.js";
import { CHANNELS, OUTCOMES, choicesOf } from "./contact_words.js";
import { ContactForm } from "./contact_form.js";

/** @param {{ id: string }} props the client */
export function FollowUp({ id }) {
  return html`<${ContactForm} id=${id} type="follow_up" title=${say("file.follow_up_title")}
    start=${{ channel: "call", outcome: "", note: "" }} required="outcome" problem=${say("file.problem_outcome")} fields=${Fields} />`;
}

/** @param {import("./contact_form.js").FieldsProps} props */
function Fields({ draft, change }) {
  const choose = (/** @type {string} */ field) => (/** @type {string} */ value) => change({ [field]: value });
  return html`<${Chips} name="channel" legend=${say("file.channel")} grid=${true} value=${draft.channel}
      choices=${choicesOf(CHANNELS)} choose=${choose("channel")} />
    <${Chips} name="outcome" legend=${say("file.outcome")} grid=${true} value=${draft.outcome}
      choices=${choicesOf(OUTCOMES)} choose=${choose("outcome")} />
    <p class="second" role="status">${effectInWords(draft.outcome)}</p>
    <${NoteField} name="note" label=${say("app.note")} value=${draft.note} write=${choose("note")} />`;
}

/** @param {string | undefined} outcome */
function effectInWords(outcome) {
  if (!outcome) return "";
  return say(outcome === "reached" ? "file.effective" : "file.not_effective");
}
