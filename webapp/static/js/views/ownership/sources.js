/** How a client came. The choices this agent used last stand first: most registrations repeat the last few. */
import { say } from "../../ui/words.js";

/** @import { RegistrationSource } from "../../types.js" */
/** @import { Word } from "../../ui/words.js" */

/** @type {Record<RegistrationSource, Word>} */
const WORDS = {
  walk_in: "app.source_walk_in",
  referral: "app.source_referral",
  phone_enquiry: "app.source_phone_enquiry",
  channel: "app.source_channel",
  own_relative: "app.source_own_relative",
};

const REMEMBERED = "xiandeng.sources";

/** @returns {{ value: RegistrationSource, text: string }[]} */
export function sourcesByUse() {
  return recentSources().map((source) => ({ value: source, text: sourceWord(source) }));
}

/** @param {RegistrationSource} source */
export function sourceWord(source) {
  return say(WORDS[source]);
}

/** Put a source first from now on. @param {RegistrationSource} used */
export function rememberSource(used) {
  localStorage.setItem(REMEMBERED, [used, ...recentSources().filter((source) => source !== used)].join(" "));
}

/** Those used lately, then the rest in their usual order. @returns {RegistrationSource[]} */
function recentSources() {
  const usual = /** @type {RegistrationSource[]} */ (Object.keys(WORDS));
  const recent = (localStorage.getItem(REMEMBERED) ?? "").split(" ");
  const known = usual.filter((source) => recent.includes(source));
  known.sort((one, other) => recent.indexOf(one) - recent.indexOf(other));
  return [...known, ...usual.filter((source) => !known.includes(source))];
}
