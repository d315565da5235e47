/** NOT SAVED, over the whole screen: what cannot be written must never look as if it had been. */
import { html } from "htm/preact";
import { storageProblem } from "../store/state.js";
import { useModal } from "./modal.js";
import { say } from "./words.js";

/** The alarm, while there is one. */
export function StorageAlarm() {
  return storageProblem.value === null ? null : html`<${Alarm} />`;
}

function Alarm() {
  const dialog = useModal();
  const understood = () => {
    storageProblem.value = null;
  };
  return html`<dialog class="alarm" role="alertdialog" ref=${dialog} aria-labelledby="alarm" aria-describedby="alarm-why" onCancel=${understood}>
    <h1 id="alarm">${say("app.not_saved")}</h1>
    <p id="alarm-why">${say("app.not_saved_why")}</p>
    <button class="button" type="button" onClick=${understood}>${say("app.not_saved_understood")}</button>
  </dialog>`;
}
