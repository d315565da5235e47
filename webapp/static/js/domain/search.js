/** Find clients by name, by pinyin initials or by digits, without asking anybody. */

/** @import { Client } from "../types.js" */

/** The first Chinese word of each initial in the order of the Chinese collation; I, U and V begin no syllable. */
const INITIALS = "ABCDEFGHJKLMNOPQRSTWXYZ";
const BOUNDARIES = "阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀";
/** Surnames that are read otherwise than the same sign elsewhere. */
const SURNAMES = /** @type {Record<string, string>} */ ({
  单: "S", 曾: "Z", 解: "X", 仇: "Q", 查: "Z", 朴: "P", 任: "R", 盖: "G", 区: "O", 缪: "M", 乐: "Y", 员: "Y", 翟: "Z", 尉: "W", 冼: "X",
  覃: "Q", 种: "C", 秘: "B", 繁: "P", 召: "S", 折: "S",
});

/** A whole number may be written with the country before it. */
const HOME_PREFIX = /^(?:00)?86(?=1\d{10}$)/u;

const collator = new Intl.Collator("zh-CN-u-co-pinyin");

/** One sign is looked up once: people type letter by letter, over thousands of names. @type {Map<string, string>} */
const initials = new Map();

/** @template {readonly Client[]} T @param {T} clients @param {string} wanted @returns {readonly Client[]} */
export function findClients(clients, wanted) {
  const text = wanted.normalize("NFKC").trim().toUpperCase();
  if (text === "") return clients;
  const digits = text.replace(/\D/gu, "").replace(HOME_PREFIX, "");
  return clients.filter((client) => fits(client, text, digits));
}

/** @param {Client} client @param {string} text @param {string} digits */
function fits({ name, phone_masked: phone }, text, digits) {
  if (digits !== "" && fitsPhone(phone, digits)) return true;
  const surname = name.surname.normalize("NFKC").toUpperCase();
  return surname.includes(text) || initialsOf(surname).startsWith(text);
}

/** Digits from either end, or a number from its beginning through what is masked. @param {string} phone @param {string} digits */
function fitsPhone(phone, digits) {
  const shown = phone.replace(/[^\d*]/gu, "");
  const [first = "", last = ""] = shown.split(/\*+/u);
  if (first.includes(digits) || last.includes(digits)) return true;
  const begins = first !== "" && digits.startsWith(first) && digits.length <= shown.length;
  return begins && [...digits].every((digit, place) => shown[place] === "*" || shown[place] === digit);
}

/** @param {string} surname */
function initialsOf(surname) {
  return [...surname].map((sign, place) => (place === 0 && SURNAMES[sign]) || initialOf(sign)).join("");
}

/** @param {string} sign */
function initialOf(sign) {
  const known = initials.get(sign) ?? lookUp(sign);
  initials.set(sign, known);
  return known;
}

/** @param {string} sign */
function lookUp(sign) {
  if (!/\p{Script=Han}/u.test(sign)) return sign;
  const after = [...BOUNDARIES].findIndex((boundary) => collator.compare(sign, boundary) < 0);
  return (after < 0 ? INITIALS.at(-1) : INITIALS[Math.max(after - 1, 0)]) ?? "";
}
