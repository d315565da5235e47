import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { shellKept } from "../../ui/update.js";
import { say } from "../../ui/words_later.js";

/** Whether the browser promised to keep what is stored; said plainly, because an unsent queue depends on it. */
export function Storage() {
  const [kept, setKept] = useState(/** @type {boolean | null} */ (null));
  useEffect(() => void navigator.storage.persisted().then(setKept), []);
  const ask = async () => setKept(await navigator.storage.persist());
  return html`<div class="stack">
    <p>${say(shellKept.value ? "later.shell_kept" : "later.shell_not_kept")}</p>
    ${kept === true && html`<p>${say("later.storage_kept")}</p>`}
    ${kept === false && html`<p class="toned" data-tone="amber">${say("later.storage_not_kept")}</p>
      <button class="button" type="button" onClick=${ask}>${say("later.storage_ask")}</button>`}
  </div>`;
}
