import { html } from "htm/preact";

/**
 * A box to write in. A problem turns the hint red and is read out with the box.
 * @typedef {(value: string, box: HTMLInputElement, composing: boolean) => void} Write
 * @typedef {{ name: string, label: string, value: string, write: Write, hint?: string, problem?: string,
 *             size?: "number" | "code", attributes?: Record<string, unknown> }} FieldProps
 * @param {FieldProps} props
 */
export function Field({ name, label, value, write, hint, problem, size, attributes = {} }) {
  const below = problem || hint;
  const typed = (/** @type {InputEvent & { currentTarget: HTMLInputElement }} */ event) =>
    write(event.currentTarget.value, event.currentTarget, event.isComposing);
  return html`<div class="field" data-size=${size} data-tone=${problem ? "seal" : undefined}>
    <label for=${name}>${label}</label>
    <input id=${name} name=${name} value=${value} autocomplete="off" aria-invalid=${problem ? "true" : undefined}
      aria-describedby=${below === undefined ? undefined : `${name}-hint`} onInput=${typed} onKeyDown=${keepWhileComposing} ...${attributes} />
    ${below === undefined ? null : html`<span class="field-hint" id=${`${name}-hint`}>${below}</span>`}
  </div>`;
}

/** The Enter that picks a Chinese candidate must not send the form as well. @param {KeyboardEvent} event */
function keepWhileComposing(event) {
  if (event.key === "Enter" && event.isComposing) event.preventDefault();
}

/**
 * A box for more than a line.
 * @param {{ name: string, label: string, value: string, write: (value: string) => void }} props
 */
export function NoteField({ name, label, value, write }) {
  const typed = (/** @type {InputEvent & { currentTarget: HTMLTextAreaElement }} */ event) => write(event.currentTarget.value);
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <textarea id=${name} name=${name} rows="3" maxlength="500" value=${value} onInput=${typed}></textarea>
  </div>`;
}
