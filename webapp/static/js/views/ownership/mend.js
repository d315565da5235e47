/** Mend or complete a registration. The old entry stays as it was; what is saved here is a new one that amends it. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { mend } from "../../courier/commands.js";
import { clients, outbox } from "../../store/state.js";
import { setDirty } from "../../ui/dirty.js";
import { leave } from "../../ui/route.js";
import { Screen } from "../../ui/screen.js";
import { announce } from "../../ui/toast.js";
import { inOurLanguage } from "../../ui/words.js";
import { say } from "../../ui/words_later.js";
import { EMPTY_DRAFT, entryOf, problemOf } from "./registration_draft.js";
import { RegistrationFields } from "./registration_form.js";

/** @import { Client, Item, RegistrationDraft } from "../../types.js" */

/** @param {{ id: string }} props the registration's entry */
export function Mend({ id }) {
  const item = outbox.value.find((each) => each.id === id);
  const client = clients.value.find(({ registrations }) => registrations.includes(id));
  if (item === undefined && client === undefined) {
    return html`<${Screen} title=${say("later.mend_title")} above="#/clients"><p>${say("later.client_not_here")}</p><//>`;
  }
  return html`<${MendForm} id=${id} item=${item} client=${client} />`;
}

/** @param {{ id: string, item: Item | undefined, client: Client | undefined }} props */
function MendForm({ id, item, client }) {
  const [draft, setDraft] = useState(() => draftOf(item, client));
  const [problem, setProblem] = useState(refusalOf(item));
  const saving = useRef(false);
  useEffect(() => () => setDirty(false), []);

  const change = (/** @type {Partial<RegistrationDraft>} */ part) => {
    setDraft({ ...draft, ...part });
    setDirty(true);
  };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = problemOf(draft, item === undefined);
    setProblem(found);
    if (found !== null || saving.current) return;
    saving.current = true;
    const { body, pii } = entryOf(draft);
    await mend(id, body, pii).finally(() => (saving.current = false));
    announce({ text: say("app.saved") });
    leave("#/outbox");
  };

  const foot = html`<button class="button" data-kind="ink" data-wide form="register" type="submit">${say("app.save")}<small>${say("later.mend_note")}</small></button>`;
  return html`<${Screen} title=${say("later.mend_title")} above="#/outbox" glyph="close" quiet=${true} foot=${foot}>
    <form id="register" class="stack" novalidate onSubmit=${save}>
      <${RegistrationFields} draft=${draft} change=${change} problem=${problem}
        hint=${item === undefined ? client?.phone_masked : ""} />
    </form>
  <//>`;
}

/**
 * What was typed then, as far as this phone still holds it; else how the client is called.
 * @param {Item | undefined} item @param {Client | undefined} client @returns {RegistrationDraft}
 */
function draftOf(item, client) {
  const draft = { ...EMPTY_DRAFT, ...(item?.pii ?? client?.name), source: item?.body["source"] ?? "", channel: item?.body["channel"] ?? "", named: item?.body["named"] ?? "" };
  return /** @type {RegistrationDraft} */ (draft);
}

/** The server's reason, put at the field it is about. @param {Item | undefined} item */
function refusalOf(item) {
  if (!item?.field || !item.message) return null;
  return { field: item.field, text: inOurLanguage(item.message) };
}
