/** The words of the screens, in the language the person reads. Every key used anywhere stands in both books. */
import { effect, signal } from "@preact/signals";
import en from "../../../locales/en/app.json";
import zh from "../../../locales/zh/app.json";

/**
 * @typedef {"zh" | "en"} Language
 * @typedef {`app.${keyof typeof zh & string}`} Word
 * @typedef {Record<string, string | number>} Values
 * @typedef {{ zh: string, en: string }} BothLanguages
 */

const BOOKS = { zh, en };
const TAGS = { zh: "zh-CN", en: "en" };
const REMEMBERED = "xiandeng.language";

export const language = signal(/** @type {Language} */ (rememberedLanguage() ?? "zh"));

effect(() => {
  document.documentElement.lang = TAGS[language.value];
});

/** Say one sentence, with its values put in. @param {Word} word @param {Values} [values] @returns {string} */
export function say(word, values = {}) {
  const key = /** @type {keyof typeof zh} */ (word.slice("app.".length));
  return BOOKS[language.value][key].replace(/\{(\w+)\}/gu, (whole, name) => String(values[name] ?? whole));
}

/** Choose the sentence that the server wrote for this reader. @param {BothLanguages} sentence @returns {string} */
export function inOurLanguage(sentence) {
  return sentence[language.value];
}

/** The language as the browser's own formatters name it. @returns {string} */
export function languageTag() {
  return TAGS[language.value];
}

/** Keep a language chosen by hand; it is a habit of this phone, not personal data. @param {Language} chosen */
export function chooseLanguage(chosen) {
  localStorage.setItem(REMEMBERED, chosen);
  language.value = chosen;
}

/** Follow the person's own language until somebody chose one on this phone. @param {string} preferred */
export function followLanguage(preferred) {
  if (rememberedLanguage() === null && preferred in BOOKS) language.value = /** @type {Language} */ (preferred);
}

/** @returns {Language | null} */
function rememberedLanguage() {
  const kept = localStorage.getItem(REMEMBERED);
  return kept === "zh" || kept === "en" ? kept : null;
}
