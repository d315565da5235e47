/** The local PIN: it opens the key that seals clients' data on this phone, and never leaves it. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { openVault, setPin } from "../../courier/commands.js";
import { failureInWords } from "../../ui/failure.js";
import { Field } from "../../ui/field.js";
import { plainDigits } from "../../ui/phone_text.js";
import { PlainScreen } from "../../ui/plain_screen.js";
import { say } from "../../ui/words.js";

const SHORTEST = 6;

/** A PIN is typed twice: a slip here would lock the agent's own queue. */
export function ChoosePin() {
  const [pin, setFirst] = useState("");
  const [again, setAgain] = useState("");
  const [problem, setProblem] = useState("");
  const submit = () => {
    if (pin.length < SHORTEST) return setProblem(say("app.pin_short", { count: SHORTEST }));
    if (pin !== again) return setProblem(say("app.pin_differs"));
    return setPin(pin);
  };
  return html`<${PinScreen} title=${say("app.pin_choose")} note=${say("app.pin_choose_note")} button=${say("app.pin_set")}
    submit=${submit} refuse=${setProblem}>
    <${PinField} name="pin" label=${say("app.pin")} value=${pin} write=${setFirst} hint=${say("app.pin_hint", { count: SHORTEST })} fresh=${true} />
    <${PinField} name="again" label=${say("app.pin_again")} value=${again} write=${setAgain} problem=${problem} fresh=${true} />
  <//>`;
}

/** Give the PIN that was chosen. */
export function OpenWithPin() {
  const [pin, setEntered] = useState("");
  const [problem, setProblem] = useState("");
  const submit = async () => {
    const { right, waitMs } = await openVault(pin);
    if (!right) setProblem(waitMs > 0 ? say("app.pin_wait", { count: Math.ceil(waitMs / 1000) }) : say("app.pin_wrong"));
  };
  return html`<${PinScreen} title=${say("app.pin_open")} note=${say("app.pin_open_note")} button=${say("app.open")} submit=${submit} refuse=${setProblem}>
    <${PinField} name="pin" label=${say("app.pin")} value=${pin} write=${setEntered} problem=${problem} />
  <//>`;
}

/**
 * @param {{ title: string, note: string, button: string, submit: () => unknown, refuse: (problem: string) => void,
 *           children?: unknown }} props
 */
function PinScreen({ title, note, button, submit, refuse, children }) {
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await submit();
    } catch (failure) {
      refuse(failureInWords(failure));
    }
  };
  const foot = html`<button class="button" data-kind="ink" data-wide form="pin-form" type="submit">${button}</button>`;
  return html`<${PlainScreen} title=${title} foot=${foot}>
    <p>${note}</p>
    <form id="pin-form" class="stack" novalidate onSubmit=${send}>${children}</form>
  <//>`;
}

/**
 * @param {{ name: string, label: string, value: string, write: (pin: string) => void, hint?: string, problem?: string,
 *           fresh?: boolean }} props
 */
function PinField({ name, label, value, write, hint, problem, fresh = false }) {
  const attributes = { type: "password", inputmode: "numeric", maxlength: 12, autocomplete: fresh ? "new-password" : "current-password" };
  return html`<${Field} name=${name} label=${label} value=${value} hint=${hint} problem=${problem} size="code"
    write=${(/** @type {string} */ text) => write(plainDigits(text))} attributes=${attributes} />`;
}
