/** Sign out. What has not been sent belongs to the agent: it is sent, kept sealed, or exported first, never dropped. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { exportQueue, signOut } from "../../courier/departure.js";
import { outbox } from "../../store/state.js";
import { failureInWords } from "../../ui/failure.js";
import { offerFile } from "../../ui/offer_file.js";
import { leave } from "../../ui/route.js";
import { Sheet } from "../../ui/sheet.js";
import { say } from "../../ui/words_later.js";

/** @import { SignOutChoice } from "../../types.js" */

/** The question before signing out. */
export function SignOut() {
  const [problem, setProblem] = useState("");
  const unsent = outbox.value.filter(({ state }) => state !== "confirmed" && state !== "withdrawn").length;
  const choose = (/** @type {SignOutChoice} */ choice) => async () => {
    try {
      if (choice === "export") offerFile(await exportQueue(), "xiandeng-outbox.json");
      await signOut(choice);
    } catch (failure) {
      setProblem(failureInWords(failure));
    }
  };
  return html`<${Sheet} title=${say("later.sign_out")} above="#/me">
    <p>${say(unsent > 0 ? "later.sign_out_unsent" : "later.sign_out_note", { count: unsent })}</p>
    <p class="toned" data-tone="seal" role="alert">${problem}</p>
    ${unsent > 0 && html`<button class="button" data-kind="ink" type="button" onClick=${choose("send")}>${say("later.sign_out_send")}</button>
      <button class="button" type="button" onClick=${choose("export")}>${say("later.sign_out_export")}</button>`}
    <button class="button" type="button" onClick=${choose("keep")}>${say(unsent > 0 ? "later.sign_out_keep" : "later.sign_out")}</button>
    <button class="button" data-kind="quiet" type="button" onClick=${() => leave("#/me")}>${say("later.cancel")}</button>
  <//>`;
}
