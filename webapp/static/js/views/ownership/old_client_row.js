import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { objectTo } from "../../courier/old_clients.js";
import { sync } from "../../store/state.js";
import { failureInWords } from "../../ui/failure.js";
import { NoteField } from "../../ui/field.js";
import { calendarDay } from "../../ui/times.js";
import { announce } from "../../ui/toast.js";
import { clientName } from "./client_name.js";
import { say } from "./old_client_words.js";

/** @import { OldClient } from "../../types.js" */

/** One client of a list, and the way to object. @param {{ client: OldClient, look: () => Promise<void> }} props */
export function OldClientRow({ client, look }) {
  const [open, setOpen] = useState(false);
  const name = clientName(client.name);
  const days = { first: calendarDay(client.first_at), last: calendarDay(client.last_contact_at) };
  const done = async () => {
    setOpen(false);
    announce({ text: say("phone_old.sent", { name }) });
    await look();
  };
  return html`<div class="stack" data-gap="small"><div class="row">
      <span class="row-main"><b><bdi>${name}</bdi></b><span>${say("phone_old.of", { name: client.agent_name })} · ${say("phone_old.days", days)}</span></span>
      ${client.objected
        ? html`<span class="badge" data-tone="amber">${say("phone_old.objected")}</span>`
        : html`<button class="button" type="button" disabled=${!sync.value.online} aria-expanded=${open} onClick=${() => setOpen(!open)}
            aria-label=${say("phone_old.object_to", { name })}>${say("phone_old.object")}</button>`}
    </div>
    ${open && html`<${Objection} client=${client} done=${done} />`}
  </div>`;
}

/** @param {{ client: OldClient, done: () => Promise<void> }} props */
function Objection({ client, done }) {
  const [words, setWords] = useState("");
  const [problem, setProblem] = useState("");
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (words.trim() === "") return setProblem(say("phone_old.words_missing"));
    try {
      await objectTo(client.id, words.trim());
      await done();
    } catch (failure) {
      setProblem(failureInWords(failure));
    }
  };
  return html`<form class="stack" data-gap="small" novalidate onSubmit=${send}>
    <${NoteField} name=${`words-${client.id}`} label=${say("phone_old.words")} value=${words} write=${setWords} />
    <p class="toned" data-tone="seal" role="alert">${problem}</p>
    <button class="button" data-kind="ink" data-wide type="submit">${say("phone_old.send")}</button>
  </form>`;
}
