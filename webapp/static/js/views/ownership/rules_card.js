/** A quiet card on today: a version of the rules that has still to be read. */
import { html } from "htm/preact";
import { rulesToRead } from "../../store/rules.js";
import { fullDay } from "../../ui/times.js";
import { say } from "./rules_words.js";

/** What is first of all that has to be read. */
export function RulesCard() {
  const [first] = rulesToRead.value;
  if (first === undefined) return null;
  return html`<section class="card stack" aria-labelledby="rules-card">
    <h2 class="section-head" id="rules-card">${say("phone_rules.card_title", { version: first.version })}</h2>
    <p class="second">${say("phone_rules.card_note", { day: fullDay(first.effective_from) })}</p>
    <a class="button" href=${`#/rules/${first.version}`}>${say("phone_rules.card_open")}</a>
  </section>`;
}
