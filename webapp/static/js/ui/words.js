/**
 * The words of the screens, in the language the person reads. Every key used anywhere stands in both books. The Chinese one is
 * here from the start; the English one is fetched by whoever reads it, and until it is there, Chinese stands in its place.
 * A part that is fetched later brings a book of its own, and a `say` that knows it.
 */
import { effect, signal } from "@preact/signals";
import zh from "../../../locales/zh/app.json";

/**
 * @typedef {"zh" | "en"} Language
 * @typedef {`app.${keyof typeof zh & string}`} Word
 * @typedef {Record<string, string | number>} Values
 * @typedef {{ zh: string, en: string }} BothLanguages
 * @typedef {Record<string, string>} Book
 */

/**
 * @template {string} [Own=never]
 * @typedef {(word: Word | Own, values?: Values) => string} Say
 */

/** By area, the part of a word before its dot. @type {Record<string, Record<Language, Book>>} */
const books = { app: { zh, en: zh } };
const TAGS = { zh: "zh-CN", en: "en" };
const REMEMBERED = "xiandeng.language";

/** What is read now. */
export const language = signal(/** @type {Language} */ ("zh"));

/** What was asked for last: its words may still be on their way. @type {Language} */
let wanted = "zh";

effect(() => {
  document.documentElement.lang = TAGS[language.value];
});

/** Say one sentence, with its values put in. @type {Say} */
export const say = (word, values) => sayAny(word, values);

/** Bring the book of a part that is fetched later. @param {string} area @param {Record<Language, Book>} book */
export function withBook(area, book) {
  books[area] = book;
  return sayAny;
}

/** @param {string} word @param {Values} [values] */
function sayAny(word, values = {}) {
  const [area = "", key = ""] = word.split(".");
  const text = books[area]?.[language.value][key] ?? word;
  return text.replace(/\{(\w+)\}/gu, (whole, name) => String(values[name] ?? whole));
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
export async function chooseLanguage(chosen) {
  localStorage.setItem(REMEMBERED, chosen);
  await speak(chosen);
}

/** Follow the person's own language until somebody chose one on this phone. @param {string} [preferred] */
export async function followLanguage(preferred = "zh") {
  const followed = rememberedLanguage() ?? preferred;
  if (followed in TAGS) await speak(/** @type {Language} */ (followed));
}

/** Fetch the words of the language that is not read, too, so that it can be chosen without a line. */
export async function fetchWords() {
  books["app"] = { zh, en: (await import("./words_en.js")).default };
}

/** @param {Language} asked */
async function speak(asked) {
  wanted = asked;
  if (asked === "en" && books["app"]?.en === zh) await fetchWords();
  if (asked === wanted) language.value = asked;
}

/** @returns {Language | null} */
function rememberedLanguage() {
  const kept = localStorage.getItem(REMEMBERED);
  return kept === "zh" || kept === "en" ? kept : null;
}
