/** Log a visit of an own client. */
import { html } from "htm/preact";
import { Chips } from "../../ui/chips.js";
import { NoteField } from "../../ui/field.js";
import { say } from "../../ui/words_later.js";
import { VISIT_KINDS, choicesOf } from "./contact_words.js";
import { ContactForm } from "./contact_form.js";

/** @param {{ id: string }} props the client */
export function Visit({ id }) {
  return html`<${ContactForm} id=${id} type="visit" title=${say("file.visit_title")} start=${{ kind: "", note: "" }}
    required="kind" problem=${say("file.problem_kind")} fields=${Fields} />`;
}

/** @param {import("./contact_form.js").FieldsProps} props */
function Fields({ draft, change }) {
  return html`<${Chips} name="kind" legend=${say("file.visit_kind")} grid=${true} value=${draft.kind}
      choices=${choicesOf(VISIT_KINDS)} choose=${(/** @type {string} */ kind) => change({ kind })} />
    <${NoteField} name="note" label=${say("app.note")} value=${draft.note} write=${(/** @type {string} */ note) => change({ note })} />`;
}
