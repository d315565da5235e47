import { warningSteps } from "../../store/state.js";
import { say } from "../../ui/words.js";

/** `剩 2 天` in three parts, because the figure is set large; its tone is that of the rule book's warning. @param {number} days */
export function daysInWords(days) {
  const tone = toneOf(days);
  if (days <= 0) return { before: "", figure: say("app.today_word"), after: "", tone };
  const [before = "", after = ""] = say(days === 1 ? "app.day_left" : "app.days_left", { days: "|" }).split("|");
  return { before: before.trim(), figure: String(days), after: after.trim(), tone };
}

/** Amber from the first step of the ladder on, seal red under the last. @param {number} days @returns {"amber" | "seal" | undefined} */
export function toneOf(days) {
  const steps = warningSteps.value;
  if (days < (steps.at(-1) ?? 0)) return "seal";
  return days < (steps[0] ?? 0) ? "amber" : undefined;
}
