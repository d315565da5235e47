/** Find clients by name, by pinyin initials or by digits, without asking anybody. */

/** @import { Client } from "../types.js" */

/** The first Chinese word of each initial in the order of the Chinese collation; I, U and V begin no syllable. */
const INITIALS = "ABCDEFGHJKLMNOPQRSTWXYZ";
const BOUNDARIES = "阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀";
/** Surnames that are read otherwise than the same sign elsewhere. */
const SURNAMES = /** @type {Record<string, string>} */ ({ 单: "S", 曾: "Z", 解: "X", 仇: "Q", 查: "Z", 朴: "P", 任: "R", 盖: "G", 区: "O", 缪: "M", 乐: "Y", 员: "Y", 翟: "Z", 尉: "W", 冼: "X" });

const collator = new Intl.Collator("zh-CN-u-co-pinyin");

/** @template {readonly Client[]} T @param {T} clients @param {string} wanted @returns {readonly Client[]} */
export function findClients(clients, wanted) {
  const text = wanted.normalize("NFKC").trim().toUpperCase();
  if (text === "") return clients;
  const digits = text.replace(/\D/gu, "");
  return clients.filter((client) => fits(client, text, digits));
}

/** @param {Client} client @param {string} text @param {string} digits */
function fits({ name, phone_masked: phone }, text, digits) {
  if (digits !== "" && phone.replace(/\D/gu, "").includes(digits)) return true;
  const surname = name.surname.toUpperCase();
  return surname.includes(text) || initialsOf(name.surname).startsWith(text);
}

/** @param {string} surname */
function initialsOf(surname) {
  return [...surname].map((sign, place) => (place === 0 && SURNAMES[sign]) || initialOf(sign)).join("");
}

/** @param {string} sign */
function initialOf(sign) {
  if (!/\p{Script=Han}/u.test(sign)) return sign.toUpperCase();
  const after = [...BOUNDARIES].findIndex((boundary) => collator.compare(sign, boundary) < 0);
  return (after < 0 ? INITIALS.at(-1) : INITIALS[Math.max(after - 1, 0)]) ?? "";
}
