/** Register a client: fifteen seconds, one hand, with or without signal. Saving is a commit on this phone. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { capture, keepDraft, takeDraft, withdraw } from "../../courier/commands.js";
import { clients, me } from "../../store/state.js";
import { setDirty } from "../../ui/dirty.js";
import { go, goInstead, place } from "../../ui/route.js";
import { Screen } from "../../ui/screen.js";
import { announce } from "../../ui/toast.js";
import { say } from "../../ui/words.js";
import { likelyKnown } from "./likely_known.js";
import { EMPTY_DRAFT, entryOf, problemOf } from "./registration_draft.js";
import { RegistrationFields } from "./registration_form.js";
import { rememberSource } from "./sources.js";

/** @import { RegistrationDraft } from "../../types.js" */

/** The form that registers a client. */
export function Register() {
  const { draft, change, forget } = useDraft();
  const [problem, setProblem] = useState(/** @type {ReturnType<typeof problemOf>} */ (null));
  const saving = useRef(false);

  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const found = problemOf(draft);
    setProblem(found);
    if (found !== null) return document.getElementById(found.field)?.focus();
    if (saving.current) return;
    saving.current = true;
    try {
      await saveRegistration(draft, forget);
    } finally {
      saving.current = false;
    }
  };

  return html`<${Screen} title=${say("app.register_title")} above="#/today" glyph="close" quiet=${true} foot=${html`<${SaveButton} />`}>
    <form id="register" class="stack" novalidate onSubmit=${save}>
      <${RegistrationFields} draft=${draft} change=${change} problem=${problem} hint=${me.value?.project.name}
        note=${html`<${KnownHint} phone=${draft.phone} />`} />
    </form>
  <//>`;
}

/** @param {RegistrationDraft} draft @param {() => void} forget */
async function saveRegistration(draft, forget) {
  const { body, pii } = entryOf(draft);
  const id = await capture("registration", body, pii);
  forget();
  if (draft.source !== "") rememberSource(draft.source);
  goInstead(`#/code/${id}`);
  announce({ text: say("app.saved"), action: { text: say("app.undo"), run: () => takeBack(id, draft) } });
}

/** Undo leaves its trace in the chain: the registration is withdrawn, and what was typed comes back. */
/** @param {string} id @param {RegistrationDraft} draft */
async function takeBack(id, draft) {
  await withdraw(id, "mistake");
  await keepDraft("registration", draft);
  announce({ text: say("app.withdrawn") });
  if (place.value.includes(id)) goInstead("#/register");
  else go("#/register");
}

function SaveButton() {
  return html`<button class="button" data-kind="ink" data-wide form="register" type="submit">
    ${say("app.save")}<small>${say("app.save_note")}</small>
  </button>`;
}

/** Perhaps the client is already this agent's: said from what the phone holds, without asking anybody. @param {{ phone: string }} props */
function KnownHint({ phone }) {
  const known = likelyKnown(phone, clients.value);
  if (known === undefined) return null;
  return html`<p class="beside" role="status">
    <span>${say("app.perhaps_known", { name: known.text })}</span>
    <button class="button" type="button" onClick=${() => go(`#/clients/${known.id}`)}>${say("app.open_client")}</button>
  </p>`;
}

/** The draft lives in the sealed store from the first keystroke on, so a killed app gives it back. */
function useDraft() {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  useEffect(() => {
    void takeDraft("registration").then((kept) => {
      if (kept === null) return;
      setDraft({ ...EMPTY_DRAFT, ...kept });
      setDirty(true);
    });
    return () => setDirty(false);
  }, []);
  const change = (/** @type {Partial<RegistrationDraft>} */ part) => {
    const next = { ...draft, ...part };
    setDraft(next);
    setDirty(true);
    void keepDraft("registration", next);
  };
  const forget = () => {
    setDirty(false);
    void keepDraft("registration", null);
  };
  return { draft, change, forget };
}
