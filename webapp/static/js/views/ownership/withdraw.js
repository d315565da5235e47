/** Why an entry is taken back: one tap, and the entry stays on record. */
import { html } from "htm/preact";
import { withdraw } from "../../courier/commands.js";
import { leave } from "../../ui/route.js";
import { Sheet } from "../../ui/sheet.js";
import { announce } from "../../ui/toast.js";
import { say } from "../../ui/words.js";

/** @import { WithdrawalReason } from "../../types.js" */
/** @import { Word } from "../../ui/words.js" */

/** @type {{ reason: WithdrawalReason, word: Word }[]} */
const REASONS = [
  { reason: "mistake", word: "app.withdraw_mistake" },
  { reason: "duplicate", word: "app.withdraw_duplicate" },
  { reason: "client_left", word: "app.withdraw_client_left" },
];

/** @param {{ id: string }} props */
export function Withdraw({ id }) {
  const choose = async (/** @type {WithdrawalReason} */ reason) => {
    await withdraw(id, reason);
    leave("#/outbox");
    announce({ text: say("app.withdrawn") });
  };
  return html`<${Sheet} title=${say("app.withdraw_title")} above="#/outbox">
    <p class="second">${say("app.withdraw_note")}</p>
    ${REASONS.map(({ reason, word }) => html`<button key=${reason} class="button" type="button" onClick=${() => choose(reason)}>${say(word)}</button>`)}
    <button class="button" data-kind="quiet" type="button" onClick=${() => leave("#/outbox")}>${say("app.cancel")}</button>
  <//>`;
}
