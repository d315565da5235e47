import { html } from "htm/preact";

/**
 * One choice of a few, all visible.
 * @template {string} T
 * @param {{ name: string, legend: string, legendUnseen?: boolean, grid?: boolean, value: T | "",
 *           choices: { value: T, text: string }[], choose: (value: T) => void }} props
 */
export function Chips({ name, legend, legendUnseen = false, grid = false, value, choices, choose }) {
  return html`<fieldset>
    <legend class=${legendUnseen ? "unseen" : "legend"}>${legend}</legend>
    <div class="chips" data-grid=${grid || undefined}>
      ${choices.map(
        (choice) => html`<label key=${choice.value}>
          <input type="radio" name=${name} value=${choice.value} checked=${choice.value === value}
            onChange=${() => choose(choice.value)} /><span>${choice.text}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}
