/** The code by which a company is known (统一社会信用代码, GB 32100): eighteen characters, the last checks the rest. */

/** No I, O, S, V and Z: they look like digits, or like one another. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** Who registered it, what it is, where, which, and the check. */
const SHAPE = new RegExp(`^[${ALPHABET}]{2}\\d{6}[${ALPHABET}]{10}$`, "u");
const BASE = ALPHABET.length;

/** A company's code in its one spelling, or null where it is none. @param {string} text @returns {string | null} */
export function companyCode(text) {
  const code = text.normalize("NFKC").replace(/[\s-]+/gu, "").toUpperCase();
  return SHAPE.test(code) && checkCharacter(code.slice(0, -1)) === code.at(-1) ? code : null;
}

/** Each place weighs three times the one before it, modulo 31. @param {string} seventeen */
function checkCharacter(seventeen) {
  let weight = 1;
  let total = 0;
  for (const each of seventeen) {
    total += ALPHABET.indexOf(each) * weight;
    weight = (weight * 3) % BASE;
  }
  return ALPHABET[(BASE - (total % BASE)) % BASE];
}
