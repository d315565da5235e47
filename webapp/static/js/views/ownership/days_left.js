import { warningDays } from "../../store/state.js";
import { say } from "../../ui/words.js";

/** `剩 2 天` in three parts, because the figure is set large; seal red from the rule book's warning on. @param {number} days */
export function daysInWords(days) {
  const urgent = days < warningDays.value;
  if (days <= 0) return { before: "", figure: say("app.today_word"), after: "", urgent };
  const [before = "", after = ""] = say(days === 1 ? "app.day_left" : "app.days_left", { days: "|" }).split("|");
  return { before: before.trim(), figure: String(days), after: after.trim(), urgent };
}
