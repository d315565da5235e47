/**
 * The box for a client's number. It groups a mainland mobile 3-4-4 while the person types and leaves the caret where
 * they put it: counted in digits, because the spaces are ours and not theirs.
 */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Field } from "./field.js";
import { digitsBefore, groupPhone, placeAfterDigits, readPasted } from "./phone_text.js";

/** @import { Pasted } from "./phone_text.js" */

/** Room for a country code, separators and a slip of the thumb; the server normalises. */
const LONGEST = 32;

/**
 * @param {{ name: string, label: string, value: string, hint: string, problem?: string,
 *           write: (value: string) => void, paste: (pasted: Pasted) => void }} props
 */
export function PhoneField({ name, label, value, hint, problem, write, paste }) {
  useEffect(() => document.getElementById(name)?.focus(), [name]);

  const typed = (/** @type {string} */ _text, /** @type {HTMLInputElement} */ box, composing = false) => {
    if (!composing) regroup(box);
    write(box.value);
  };
  const composed = (/** @type {CompositionEvent & { currentTarget: HTMLInputElement }} */ { currentTarget: box }) => typed(box.value, box);
  const pasted = (/** @type {ClipboardEvent} */ event) => {
    const found = readPasted(event.clipboardData?.getData("text") ?? "");
    if (found === null) return;
    event.preventDefault();
    paste(found);
  };
  const attributes = { type: "tel", inputmode: "numeric", maxlength: LONGEST, onPaste: pasted, onCompositionEnd: composed };
  return html`<${Field} name=${name} label=${label} value=${value} hint=${hint} problem=${problem} size="number"
    write=${typed} attributes=${attributes} />`;
}

/** @param {HTMLInputElement} box */
function regroup(box) {
  const digits = digitsBefore(box.value, box.selectionStart ?? box.value.length);
  box.value = groupPhone(box.value);
  const place = placeAfterDigits(box.value, digits);
  box.setSelectionRange(place, place);
}
