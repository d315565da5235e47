/** Why an own registration is taken back: one tap, and the registration stays on record. */
import { html } from "htm/preact";
import { useRef } from "preact/hooks";
import { withdraw } from "../../courier/commands.js";
import { clients } from "../../store/state.js";
import { leave } from "../../ui/route.js";
import { Sheet } from "../../ui/sheet.js";
import { announce } from "../../ui/toast.js";
import { say } from "../../ui/words_later.js";

/** @import { WithdrawalReason } from "../../types.js" */
/** @import { LaterWord } from "../../ui/words_later.js" */

/** @type {{ reason: WithdrawalReason, word: LaterWord }[]} */
const REASONS = [
  { reason: "mistake", word: "later.withdraw_mistake" },
  { reason: "duplicate", word: "later.withdraw_duplicate" },
  { reason: "client_left", word: "later.withdraw_client_left" },
];

/** @param {{ id: string }} props the client */
export function Withdraw({ id }) {
  const above = `#/clients/${id}`;
  const taken = useRef(false);
  const choose = async (/** @type {WithdrawalReason} */ reason) => {
    const registration = clients.value.find((each) => each.id === id)?.registrations.at(-1);
    if (registration === undefined || taken.current) return leave(above);
    taken.current = true;
    await withdraw(registration, reason).finally(() => (taken.current = false));
    leave(above);
    announce({ text: say("app.withdrawn") });
  };
  return html`<${Sheet} title=${say("later.withdraw_title")} above=${above}>
    <p class="second">${say("later.withdraw_note")}</p>
    ${REASONS.map(({ reason, word }) => html`<button key=${reason} class="button" type="button" onClick=${() => choose(reason)}>${say(word)}</button>`)}
    <button class="button" data-kind="quiet" type="button" onClick=${() => leave(above)}>${say("later.cancel")}</button>
  <//>`;
}
