/** Visits and follow-ups in words, for forms, timelines and the outbox alike. */
import { say } from "../../ui/words_later.js";

/** @import { LaterWord } from "../../ui/words_later.js" */

/** @type {Record<string, LaterWord>} */
export const VISIT_KINDS = { first_visit: "file.first_visit", repeat_visit: "file.repeat_visit" };

/** @type {Record<string, LaterWord>} */
export const CHANNELS = {
  call: "file.channel_call",
  wechat: "file.channel_wechat",
  message: "file.channel_message",
  meeting: "file.channel_meeting",
};

/** @type {Record<string, LaterWord>} */
export const OUTCOMES = {
  reached: "file.outcome_reached",
  unanswered: "file.outcome_unanswered",
  switched_off: "file.outcome_switched_off",
  refused: "file.outcome_refused",
};

/** @type {Record<string, LaterWord>} */
const KINDS = { registration: "later.entry_registration", visit: "later.entry_visit", follow_up: "later.entry_follow_up" };

/** @param {{ kind: string, channel?: string | null, outcome?: string | null }} contact */
export function contactWords({ kind, channel, outcome }) {
  const what = VISIT_KINDS[kind] ?? KINDS[kind];
  const parts = [what, CHANNELS[channel ?? ""], OUTCOMES[outcome ?? ""]].filter((word) => word !== undefined);
  return parts.map((word) => say(word)).join(" · ");
}

/** The choices of a table, for chips. @param {Record<string, LaterWord>} table */
export function choicesOf(table) {
  return Object.entries(table).map(([value, word]) => ({ value, text: say(word) }));
}
