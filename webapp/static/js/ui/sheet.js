import { html } from "htm/preact";
import { useModal } from "./modal.js";
import { leave } from "./route.js";

/**
 * A question over the screen. It has an address of its own, so the back button closes it.
 * @param {{ title: string, above: string, children?: unknown }} props
 */
export function Sheet({ title, above, children }) {
  const dialog = useModal();
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    leave(above);
  };
  return html`<dialog class="sheet" ref=${dialog} aria-labelledby="sheet-title" onCancel=${cancel}>
    <div class="stack"><h2 id="sheet-title" tabindex="-1" autofocus>${title}</h2>${children}</div>
  </dialog>`;
}
