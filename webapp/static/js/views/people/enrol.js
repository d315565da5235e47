/** Make this phone the agent's phone, by a code from the manager. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { enrol } from "../../courier/enrolment.js";
import { failureInWords } from "../../ui/failure.js";
import { Field } from "../../ui/field.js";
import { PlainScreen } from "../../ui/plain_screen.js";
import { plainDigits } from "../../ui/phone_text.js";
import { say } from "../../ui/words_later.js";
import { InstallCard } from "./install.js";

/** The form that enrols this phone. */
export function Enrol() {
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    if (code.trim() === "") return setProblem(say("later.enrol_code_missing"));
    setBusy(true);
    try {
      await enrol(code.trim(), phoneLabel());
    } catch (failure) {
      setProblem(failureInWords(failure));
    } finally {
      setBusy(false);
    }
  };
  const foot = html`<button class="button" data-kind="ink" data-wide form="enrol" type="submit" aria-disabled=${busy}>
    ${say(busy ? "later.enrol_busy" : "later.enrol")}</button>`;
  return html`<${PlainScreen} title=${say("app.enrol_title")} foot=${foot}>
    <p>${say("later.enrol_note")}</p>
    <form id="enrol" class="stack" novalidate onSubmit=${submit}>
      <${Field} name="code" label=${say("later.enrol_code")} value=${code} hint=${say("later.enrol_code_hint")} problem=${problem} size="code"
        write=${(/** @type {string} */ text) => setCode(plainDigits(text))} attributes=${{ maxlength: 32, autocapitalize: "characters" }} />
    </form>
    <${InstallCard} />
  <//>`;
}

/** A word by which agent and manager tell phones apart. */
function phoneLabel() {
  const known = ["iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux"];
  return known.find((name) => navigator.userAgent.includes(name)) ?? say("later.this_phone");
}
