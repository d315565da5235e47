/** The number is masked until its owner asks; each look is recorded on the server, so it needs the network. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { fullPhone } from "../../courier/commands.js";
import { say } from "../../ui/words_later.js";
import { failureInWords } from "../../ui/failure.js";

/** @import { Client } from "../../types.js" */

/** @param {{ client: Client }} props */
export function FullNumber({ client }) {
  const [phone, setPhone] = useState("");
  const [problem, setProblem] = useState("");
  const show = async () => {
    setProblem("");
    try {
      setPhone(await fullPhone(client.id));
    } catch (failure) {
      setProblem(failureInWords(failure));
    }
  };
  return html`<div class="beside" data-fill aria-live="polite">
    ${phone === ""
      ? html`<b>${client.phone_masked}</b>
          <button class="button" data-kind="quiet" type="button" onClick=${show}>${say("file.show_number")}</button>`
      : html`<a class="button" href=${`tel:${phone}`}>${say("file.call", { phone })}</a>`}
    ${problem && html`<p class="second">${problem}</p>`}
  </div>`;
}
