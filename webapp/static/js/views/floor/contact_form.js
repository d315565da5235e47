/** The common frame of the two forms that log a contact: one choice that must be made, a note, one save. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { capture } from "../../courier/commands.js";
import { clients } from "../../store/state.js";
import { setDirty } from "../../ui/dirty.js";
import { leave } from "../../ui/route.js";
import { Screen } from "../../ui/screen.js";
import { announce } from "../../ui/toast.js";
import { say } from "../../ui/words_later.js";
import { clientName } from "../ownership/client_name.js";
import { subjectOf } from "../ownership/subject.js";

/**
 * @typedef {Record<string, string>} ContactDraft
 * @typedef {{ draft: ContactDraft, change: (part: ContactDraft) => void }} FieldsProps
 * @typedef {{ id: string, type: "visit" | "follow_up", title: string, start: ContactDraft, required: string,
 *             problem: string, fields: (props: FieldsProps) => unknown }} ContactFormProps
 * @param {ContactFormProps} props
 */
export function ContactForm({ id, type, title, start, required, problem, fields }) {
  const [draft, setDraft] = useState(start);
  const [refused, setRefused] = useState(false);
  const saving = useRef(false);
  const client = clients.value.find((each) => each.id === id);
  const subject = subjectOf(client);
  const above = `#/clients/${id}`;
  useEffect(() => () => setDirty(false), []);

  const change = (/** @type {ContactDraft} */ part) => {
    setDraft({ ...draft, ...part });
    setRefused(false);
    setDirty(true);
  };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (saving.current || subject === undefined) return;
    if (!draft[required]) return setRefused(true);
    saving.current = true;
    const { note = "", ...body } = draft;
    await capture(type, { subject, ...body }, { note: note.trim() }).finally(() => (saving.current = false));
    announce({ text: say("app.saved") });
    leave(above);
  };
  const foot = html`<button class="button" data-kind="ink" data-wide form="contact" type="submit">${say("app.save")}</button>`;
  return html`<${Screen} title=${title} above=${above} glyph="close" foot=${subject && foot}>
    ${client && html`<p class="sentence"><bdi>${clientName(client.name)}</bdi></p>`}
    ${subject === undefined
      ? html`<p>${say("later.client_not_here")}</p>`
      : html`<form id="contact" class="stack" data-gap="large" novalidate onSubmit=${save}>
          <${fields} draft=${draft} change=${change} />
          <p class="toned" data-tone="seal" role="alert">${refused ? problem : ""}</p>
        </form>`}
  <//>`;
}
