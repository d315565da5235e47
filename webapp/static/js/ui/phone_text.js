/**
 * A number while it is being written. What is a valid number the server decides; here it is only made easy to read and
 * to type: full-width digits become plain ones, a mainland mobile is grouped 3-4-4, anything else stays as it was typed.
 */

/** @typedef {{ phone: string, surname?: string, title?: "mr" | "ms" }} Pasted */

const MOBILE_DIGITS = 11;
const MOBILE_START = /^1(?:[3-9]\d*)?$/u;
const COUNTRY_PREFIX = /^(?:\+|00)86/u;
const PHONE_IN_TEXT = /[+＋]?[\d０-９][\d０-９\s()（）\-–—]{5,}[\d０-９]/u;
const TITLES = /** @type {const} */ ({ 先生: "mr", 女士: "ms", 小姐: "ms" });

/** Plain digits for full-width ones. @param {string} text */
export function plainDigits(text) {
  return text.replace(/[０-９＋]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** `138 1234 5678`, growing as it is typed. @param {string} text */
export function groupPhone(text) {
  const plain = plainDigits(text);
  const digits = mobileDigits(plain);
  if (digits === null) return plain;
  return [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter(Boolean).join(" ");
}

/** How many digits a mainland mobile still lacks; 0 for what is complete or of another kind. @param {string} text */
export function missingDigits(text) {
  const digits = mobileDigits(plainDigits(text));
  return digits === null ? 0 : MOBILE_DIGITS - digits.length;
}

/** @param {string} text @param {number} caret */
export function digitsBefore(text, caret) {
  return plainDigits(text.slice(0, caret)).replace(/\D/gu, "").length;
}

/** Where the caret stands after so many digits. @param {string} text @param {number} digits */
export function placeAfterDigits(text, digits) {
  let seen = 0;
  for (let place = 0; place < text.length; place += 1) {
    if (seen === digits) return place;
    if (/\d/u.test(text.charAt(place))) seen += 1;
  }
  return text.length;
}

/** Find number, name and title in what was pasted, such as `张三 138 1234 5678`. @param {string} text @returns {Pasted | null} */
export function readPasted(text) {
  const number = PHONE_IN_TEXT.exec(text)?.[0];
  if (number === undefined) return null;
  const words = text.replace(number, " ").replace(/[,，;；:：\s]+/gu, " ").trim();
  const title = /** @type {keyof typeof TITLES | undefined} */ (/先生|女士|小姐/u.exec(words)?.[0]);
  const surname = words.replace(/先生|女士|小姐/gu, "").trim();
  return {
    phone: groupPhone(plainDigits(number).replace(COUNTRY_PREFIX, "").trim()),
    ...(surname === "" ? {} : { surname }),
    ...(title === undefined ? {} : { title: TITLES[title] }),
  };
}

/** The digits of a mainland mobile in the writing, or null when it is something else. @param {string} plain */
function mobileDigits(plain) {
  if (!/^[\d\s-]*$/u.test(plain)) return null;
  const digits = plain.replace(/\D/gu, "");
  return MOBILE_START.test(digits) && digits.length <= MOBILE_DIGITS ? digits : null;
}
