/** What has just been done, said once, with its undo. One toast at a time: the newest is the one that matters. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";

const SHOWN_MS = 8_000;

/** @typedef {{ text: string, action?: { text: string, run: () => void } }} Toast */

const current = signal(/** @type {Toast | null} */ (null));
let timer = 0;

/** @param {Toast} toast */
export function announce(toast) {
  clearTimeout(timer);
  current.value = toast;
  timer = window.setTimeout(dismiss, SHOWN_MS);
}

/** The place where toasts appear; it stands on the page from the start, or readers would miss the first one. */
export function Toasts() {
  const toast = current.value;
  return html`<div class="toasts" role="status" aria-live="polite">
    ${toast === null
      ? null
      : html`<div class="toast"><span>${toast.text}</span>
          ${toast.action === undefined
            ? null
            : html`<button class="button" type="button" onClick=${runAction}>${toast.action.text}</button>`}
        </div>`}
  </div>`;
}

function runAction() {
  const action = current.value?.action;
  dismiss();
  action?.run();
}

function dismiss() {
  clearTimeout(timer);
  current.value = null;
}
