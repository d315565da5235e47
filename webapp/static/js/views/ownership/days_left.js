import { say } from "../../ui/words.js";

/** Under this many days a protection is shown in seal red. */
const URGENT_DAYS = 3;

/** `剩 2 天` in three parts, because the figure is set large. @param {number} days */
export function daysInWords(days) {
  const urgent = days < URGENT_DAYS;
  if (days <= 0) return { before: "", figure: say("app.today_word"), after: "", urgent };
  const [before = "", after = ""] = say(days === 1 ? "app.day_left" : "app.days_left", { days: "|" }).split("|");
  return { before: before.trim(), figure: String(days), after: after.trim(), urgent };
}
