/** The rules in plain language: what changed first, then every part; and that one has read them. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { confirmRules, fetchRules } from "../../courier/rules.js";
import { ruleVersions } from "../../store/rules.js";
import { failureInWords } from "../../ui/failure.js";
import { minute } from "../../ui/minute.js";
import { Screen, Section } from "../../ui/screen.js";
import { fullDay, shortTime } from "../../ui/times.js";
import { inOurLanguage } from "../../ui/words.js";
import { say } from "./rules_words.js";

/** @import { Rule, RuleVersion } from "../../types.js" */

const ABOVE = "#/me";

/** A version by its number, or without one the version in force. @param {{ id: string }} props */
export function Rules({ id }) {
  const wanted = id === "" ? inForce(ruleVersions.value, minute.value)?.version : Number(id);
  if (wanted === undefined) {
    return html`<${Screen} title=${say("phone_rules.title")} above=${ABOVE}><p>${say("phone_rules.none")}</p><//>`;
  }
  return html`<${OneVersion} wanted=${wanted} />`;
}

/** @param {{ wanted: number }} props */
function OneVersion({ wanted }) {
  const kept = ruleVersions.value;
  const here = kept.find(({ version }) => version === wanted);
  const { fetched, problem } = useFetched(wanted, here === undefined);
  const shown = here ?? fetched;
  const foot = here?.read_at === null && html`<${Confirm} version=${wanted} />`;
  return html`<${Screen} title=${say("phone_rules.version_title", { version: wanted })} above=${ABOVE} foot=${foot}>
    ${shown === undefined ? html`<p role="status">${problem || say("phone_rules.loading")}</p>`
      : html`<${Version} version=${shown} kept=${kept} />`}
  <//>`;
}

/** Which of them holds at a moment. @param {readonly RuleVersion[]} versions @param {number} now @returns {RuleVersion | undefined} */
export function inForce(versions, now) {
  return versions.findLast(({ effective_from: from }) => Date.parse(from) <= now) ?? versions[0];
}

/**
 * What is not kept is fetched: the version of an old ruling.
 * @param {number} wanted @param {boolean} missing @returns {{ fetched: RuleVersion | undefined, problem: string }}
 */
function useFetched(wanted, missing) {
  const [fetched, setFetched] = useState(/** @type {RuleVersion | undefined} */ (undefined));
  const [problem, setProblem] = useState("");
  useEffect(() => {
    setProblem("");
    if (missing) void fetchRules(wanted).then(setFetched, (failure) => setProblem(failureInWords(failure)));
  }, [wanted, missing]);
  return { fetched: fetched?.version === wanted ? fetched : undefined, problem };
}

/** @param {{ version: RuleVersion, kept: readonly RuleVersion[] }} props */
function Version({ version, kept }) {
  const changed = version.sections.flatMap(({ rules }) => rules).filter(({ before }) => before !== null);
  const others = kept.filter((each) => each.version !== version.version);
  return html`<p class="sentence">${holds(version, kept)}</p>
    ${version.read_at && html`<p class="second">${say("phone_rules.read_at", { time: shortTime(version.read_at, minute.value) })}</p>`}
    ${others.map((each) => html`<a key=${each.version} class="button" data-kind="quiet" href=${`#/rules/${each.version}`}>${say("phone_rules.other", { version: each.version })}</a>`)}
    ${version.version > 1 && html`<${Section} name="changed" title=${say("phone_rules.changed")}>
      ${changed.length > 0 ? html`<${List} rules=${changed} />` : html`<p class="quiet">${say("phone_rules.unchanged")}</p>`}<//>`}
    ${version.sections.map(({ name, title, rules }) => html`<${Section} key=${name} name=${`rules-${name}`} title=${inOurLanguage(title)}>
      <${List} rules=${rules} /><//>`)}`;
}

/** From when it holds, or until it did. @param {RuleVersion} version @param {readonly RuleVersion[]} kept */
function holds(version, kept) {
  const day = fullDay(version.effective_from);
  if (Date.parse(version.effective_from) > minute.value) return say("phone_rules.coming", { day });
  return say(version.version === inForce(kept, minute.value)?.version ? "phone_rules.in_force" : "phone_rules.past", { day });
}

/** @param {{ rules: readonly Rule[] }} props */
function List({ rules }) {
  return html`<ul class="card rows">${rules.map(({ field, sentence, before }) => html`<li key=${field} class="row"><span class="row-main">
    <span class="rule-said">${inOurLanguage(sentence)}</span>
    ${before && html`<span>${say("phone_rules.was", { before: inOurLanguage(before) })}</span>`}</span></li>`)}</ul>`;
}

/** @param {{ version: number }} props */
function Confirm({ version }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setProblem("");
    try {
      await confirmRules(version);
    } catch (failure) {
      setProblem(failureInWords(failure));
    }
    setBusy(false);
  };
  return html`<p class="second" role=${problem ? "alert" : undefined}>${problem || say("phone_rules.needs_line")}</p>
    <button class="button" data-kind="ink" data-wide type="button" disabled=${busy} onClick=${confirm}>${say(busy ? "phone_rules.reading" : "phone_rules.i_have_read")}</button>`;
}
