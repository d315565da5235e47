/** An own client given up to the open pool: why, and perhaps a note. It is written down with or without signal. */
import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { capture } from "../../courier/commands.js";
import { clients } from "../../store/state.js";
import { Chips } from "../../ui/chips.js";
import { NoteField } from "../../ui/field.js";
import { leave } from "../../ui/route.js";
import { Sheet } from "../../ui/sheet.js";
import { announce } from "../../ui/toast.js";
import { say } from "../../ui/words_later.js";
import { RELEASE_REASONS } from "./release_words.js";
import { subjectOf } from "./subject.js";

/** @import { ReleaseReason } from "../../types.js" */

/** @param {{ id: string }} props the client */
export function Release({ id }) {
  const above = `#/clients/${id}`;
  const [reason, setReason] = useState(/** @type {"" | ReleaseReason} */ (""));
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState(false);
  const saving = useRef(false);
  const choose = (/** @type {ReleaseReason} */ chosen) => {
    setReason(chosen);
    setRefused(false);
  };
  const release = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const subject = subjectOf(clients.value.find((each) => each.id === id));
    if (subject === undefined || saving.current) return leave(above);
    if (reason === "") return setRefused(true);
    saving.current = true;
    await capture("release", { subject, reason }, { note: note.trim() }).finally(() => (saving.current = false));
    leave(above);
    announce({ text: say("later.release_saved") });
  };
  const choices = Object.entries(RELEASE_REASONS).map(([value, word]) => ({ value: /** @type {ReleaseReason} */ (value), text: say(word) }));
  return html`<${Sheet} title=${say("later.release_title")} above=${above}>
    <p class="second">${say("later.release_note")}</p>
    <form class="stack" novalidate onSubmit=${release}>
      <${Chips} name="reason" legend=${say("later.release_why")} grid=${true} value=${reason} choices=${choices} choose=${choose} />
      <p class="toned" data-tone="seal" role="alert">${refused ? say("later.release_reason_missing") : ""}</p>
      <${NoteField} name="note" label=${say("app.note")} value=${note} write=${setNote} />
      <button class="button" data-kind="ink" type="submit">${say("later.release")}</button>
      <button class="button" data-kind="quiet" type="button" onClick=${() => leave(above)}>${say("later.cancel")}</button>
    </form>
  <//>`;
}
