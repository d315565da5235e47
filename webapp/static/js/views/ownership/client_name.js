import { language, say } from "../../ui/words.js";

/** @typedef {{ surname?: string | undefined, title?: string | undefined }} Name */

const FORMS = /** @type {const} */ ({ mr: "app.title_mr", ms: "app.title_ms" });

/** `陈先生`, `Mr 陈`; without a surname, what can be said of a stranger. @param {Name} name */
export function clientName({ surname = "", title = "" }) {
  if (surname === "") return say("app.no_name");
  if (!(title in FORMS)) return surname;
  const form = say(FORMS[/** @type {keyof typeof FORMS} */ (title)]);
  return language.value === "zh" ? `${surname}${form}` : `${form} ${surname}`;
}
