/** A ruling that the one who lost it can follow: the sentence, the evidence, the rule, what would have changed it. */
import { html } from "htm/preact";
import { minute } from "../../ui/minute.js";
import { Section } from "../../ui/screen.js";
import { Seal } from "../../ui/seal.js";
import { datedTime, exactTime, fullDay } from "../../ui/times.js";
import { inOurLanguage } from "../../ui/words.js";
import { say } from "../../ui/words_later.js";
import { Evidence } from "./evidence.js";
import { evidenceWords } from "./evidence_word.js";

/** @import { Ruling } from "../../types.js" */

/**
 * The sentence and its seal: what was decided, first of all.
 * @param {{ ruling: Ruling, state: "stamped" | "witnessed" | "contested" | "inked", others: boolean }} props
 */
export function Verdict({ ruling, state, others }) {
  const winner = ruling.lanes.find((lane) => lane.winner);
  const [lead, rest] = leadAndRest(inOurLanguage(ruling.sentence));
  const earned = winner === undefined ? [] : evidenceWords(winner);
  return html`<section class="stack" data-gap="small" aria-labelledby="sentence">
    <div class="sealed">
      <h2 class="sentence" id="sentence">${lead}<span class="sentence-rest">${rest}</span></h2>
      <${Seal} size="large" state=${state} others=${others} />
    </div>
    <p class="second beside">
      ${earned.map((each) => html`<span key=${each.word} class="badge" data-tone=${each.tone}>${say(each.word)}</span>`)}
      <${Finality} ruling=${ruling} />
    </p>
  </section>`;
}

/** Whose the client is, set large, and the reasons behind the colon; a sentence without one is all lead. @param {string} sentence */
function leadAndRest(sentence) {
  const end = sentence.search(/[:：]/u) + 1;
  return end === 0 ? [sentence, ""] : [sentence.slice(0, end), sentence.slice(end)];
}

/** Whether it can still change by itself. @param {{ ruling: Ruling }} props */
function Finality({ ruling }) {
  if (ruling.contested) {
    return html`<span class="badge" data-tone="amber">${say("app.contested")}</span><span>${say("file.contested_note")}</span>`;
  }
  if (ruling.settles_at === null) return null;
  if (minute.value > Date.parse(ruling.settles_at)) {
    return html`<span class="badge" data-tone="slate">${say("file.settled")}</span>
      ${mayAppeal(ruling.appeal, minute.value) && html`<span>${say("file.settled_note")}</span>`}`;
  }
  return html`<span>${say("file.settles_at", { time: datedTime(ruling.settles_at) })}</span>`;
}

/** Everything behind the sentence. @param {{ ruling: Ruling }} props */
export function Grounds({ ruling }) {
  return html`${ruling.lanes.length > 0 && html`<${Evidence} lanes=${ruling.lanes} />`}
    <${Section} name="rule" title=${say("file.rule_title")}>
      <dl class="facts">
        <dt>${say("file.rule")}</dt><dd>${inOurLanguage(ruling.rule.title)}</dd>
        <dt>${say("file.rule_book")}</dt>
        <dd><a href=${`#/rules/${ruling.rule.version}`}>${say("file.rule_version", { version: ruling.rule.version, day: fullDay(ruling.rule.effective_from) })}</a></dd>
        <dt>${say("file.ruled")}</dt><dd>${say("file.ruled_line", { number: ruling.number, time: exactTime(ruling.at) })}</dd>
      </dl>
    <//>
    <${Section} name="otherwise" title=${say("file.otherwise")}><p>${inOurLanguage(ruling.counterfactual)}</p><//>
    <${Appeal} appeal=${ruling.appeal} />`;
}

/** Until when whoever disagrees can appeal, and where; that it has ended, once it has. @param {{ appeal: Ruling["appeal"] }} props */
function Appeal({ appeal }) {
  const time = datedTime(appeal.until);
  const open = mayAppeal(appeal, minute.value);
  return html`<section class="card" aria-labelledby="appeal">
    <h3 id="appeal">${open ? say("file.appeal_until", { time }) : say("file.appeal_over", { time })}</h3>
    ${open && html`<p class="second">${inOurLanguage(appeal.where)}</p>`}
  </section>`;
}

/** @param {Ruling["appeal"]} appeal @param {number} now */
function mayAppeal({ until }, now) {
  return now <= Date.parse(until);
}
