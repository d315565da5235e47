/** Visits and follow-ups in words, for forms, timelines and the outbox alike. */
import { say } from "../../ui/words.js";

/** @import { Word } from "../../ui/words.js" */

/** @type {Record<string, Word>} */
export const VISIT_KINDS = { first_visit: "app.first_visit", repeat_visit: "app.repeat_visit" };

/** @type {Record<string, Word>} */
export const CHANNELS = {
  call: "app.channel_call",
  wechat: "app.channel_wechat",
  message: "app.channel_message",
  meeting: "app.channel_meeting",
};

/** @type {Record<string, Word>} */
export const OUTCOMES = {
  reached: "app.outcome_reached",
  unanswered: "app.outcome_unanswered",
  switched_off: "app.outcome_switched_off",
  refused: "app.outcome_refused",
};

/** @type {Record<string, Word>} */
const KINDS = { registration: "app.entry_registration", visit: "app.entry_visit", follow_up: "app.entry_follow_up" };

/** @param {{ kind: string, channel?: string | null, outcome?: string | null }} contact */
export function contactWords({ kind, channel, outcome }) {
  const what = VISIT_KINDS[kind] ?? KINDS[kind];
  const parts = [what, CHANNELS[channel ?? ""], OUTCOMES[outcome ?? ""]].filter((word) => word !== undefined);
  return parts.map((word) => say(word)).join(" · ");
}

/** The choices of a table, for chips. @param {Record<string, Word>} table */
export function choicesOf(table) {
  return Object.entries(table).map(([value, word]) => ({ value, text: say(word) }));
}
