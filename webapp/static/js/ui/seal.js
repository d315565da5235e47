import { html } from "htm/preact";

/**
 * The seal 登: how far a registration has come. Always beside words that say the same, hence hidden from readers.
 * @param {{ state: "inked" | "stamped" | "witnessed" | "contested" | "withdrawn", size?: "small" | "large",
 *           others?: boolean, fresh?: boolean }} props
 */
export function Seal({ state, size, others = false, fresh = false }) {
  return html`<span class="seal" data-state=${state} data-size=${size} data-whose=${others ? "other" : undefined}
    data-fresh=${fresh || undefined} aria-hidden="true"></span>`;
}
