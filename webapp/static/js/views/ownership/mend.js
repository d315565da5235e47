/** Mend or complete a registration. The old entry stays as it was; what is saved here is a new one that amends it. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { mend } from "../../courier/commands.js";
import { outbox } from "../../store/state.js";
import { setDirty } from "../../ui/dirty.js";
import { leave } from "../../ui/route.js";
import { Screen } from "../../ui/screen.js";
import { announce } from "../../ui/toast.js";
import { inOurLanguage, say } from "../../ui/words.js";
import { EMPTY_DRAFT, entryOf, problemOf } from "./registration_draft.js";
import { RegistrationFields } from "./registration_form.js";

/** @import { Item, RegistrationDraft } from "../../types.js" */

/** @param {{ id: string }} props the registration's entry */
export function Mend({ id }) {
  const item = outbox.value.find((each) => each.id === id);
  const [draft, setDraft] = useState(() => draftOf(item));
  const [problem, setProblem] = useState(refusalOf(item));
  const saving = useRef(false);
  useEffect(() => () => setDirty(false), []);

  const change = (/** @type {Partial<RegistrationDraft>} */ part) => {
    setDraft({ ...draft, ...part });
    setDirty(true);
  };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = problemOf(draft);
    setProblem(found);
    if (found !== null || saving.current) return;
    saving.current = true;
    const { body, pii } = entryOf(draft);
    await mend(id, body, pii).finally(() => (saving.current = false));
    announce({ text: say("app.saved") });
    leave("#/outbox");
  };

  const foot = html`<button class="button" data-kind="ink" data-wide form="register" type="submit">${say("app.save")}<small>${say("app.mend_note")}</small></button>`;
  return html`<${Screen} title=${say("app.mend_title")} above="#/outbox" glyph="close" quiet=${true} foot=${foot}>
    <form id="register" class="stack" novalidate onSubmit=${save}>
      <${RegistrationFields} draft=${draft} change=${change} problem=${problem} />
    </form>
  <//>`;
}

/** What was typed then, as far as this phone still holds it. @param {Item | undefined} item @returns {RegistrationDraft} */
function draftOf(item) {
  const draft = { ...EMPTY_DRAFT, ...item?.pii, source: item?.body["source"] ?? "" };
  return /** @type {RegistrationDraft} */ (draft);
}

/** The server's reason, put at the field it is about. @param {Item | undefined} item */
function refusalOf(item) {
  if (!item?.field || !item.message) return null;
  const text = [item.message, item.mend].filter((each) => each !== null && each !== undefined).map(inOurLanguage).join(" ");
  return { field: item.field, text };
}
