/** What is being typed, and the entry that it becomes. */
import { companyCode } from "../../domain/company_code.js";
import { missingDigits } from "../../ui/phone_text.js";
import { say } from "../../ui/words.js";

/** @import { RegistrationDraft } from "../../types.js" */

/** @type {RegistrationDraft} */
export const EMPTY_DRAFT = { phone: "", surname: "", title: "", source: "", channel: "", named: "", spare_phones: [], area: "", layout: "", note: "", company_code: "" };

/**
 * What must be mended before saving. Little: an incomplete registration is taken and completed later, so only an empty
 * one and what is surely a slip, a mobile number cut short or a company's code that is none, are held back. Where what was typed is no longer on this phone, the
 * number is needed again: without it the new entry would claim nobody.
 * @param {RegistrationDraft} draft @param {boolean} [isRewritten]
 * @returns {{ field: "phone" | "spare_phones" | "company_code", text: string } | null}
 */
export function problemOf({ phone, surname, spare_phones: spare, company_code: code }, isRewritten = false) {
  if (isRewritten && phone.trim() === "") return { field: "phone", text: say("app.problem_phone_again") };
  if (phone.trim() === "" && surname.trim() === "") return { field: "phone", text: say("app.problem_empty") };
  return cutShort("phone", [phone]) ?? cutShort("spare_phones", spare) ?? noCode(code);
}

/** @param {string} code @returns {{ field: "company_code", text: string } | null} */
function noCode(code) {
  if (code.trim() === "" || companyCode(code) !== null) return null;
  return { field: "company_code", text: say("app.problem_company_code") };
}

/** @param {"phone" | "spare_phones"} field @param {readonly string[]} phones */
function cutShort(field, phones) {
  const count = phones.filter((phone) => phone.trim() !== "").map(missingDigits).find((missing) => missing > 0);
  return count === undefined ? null : { field, text: say("app.problem_digits", { count }) };
}

/** The hashed part and the personal part of a registration. @param {RegistrationDraft} draft */
export function entryOf({ source, channel, named, spare_phones: spare, ...personal }) {
  const texts = Object.fromEntries(Object.entries(personal).map(([field, text]) => [field, text.trim()]));
  const more = Object.fromEntries(Object.entries({ channel, named }).filter(([, id]) => id !== ""));
  return { body: { source, ...more }, pii: { ...texts, spare_phones: spare.map((phone) => phone.trim()).filter(Boolean) } };
}
