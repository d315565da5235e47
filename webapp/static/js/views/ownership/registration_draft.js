/** What is being typed, and the entry that it becomes. */
import { missingDigits } from "../../ui/phone_text.js";
import { say } from "../../ui/words.js";

/** @import { RegistrationDraft } from "../../types.js" */

/** @type {RegistrationDraft} */
export const EMPTY_DRAFT = { phone: "", surname: "", title: "", source: "", channel: "", named: "", spare_phones: [], area: "", layout: "", note: "" };

/**
 * What must be mended before saving. Little: an incomplete registration is taken and completed later, so only an empty
 * one and a mobile number cut short, surely a slip, are held back. Where what was typed is no longer on this phone, the
 * number is needed again: without it the new entry would claim nobody.
 * @param {RegistrationDraft} draft @param {boolean} [isRewritten]
 * @returns {{ field: "phone" | "spare_phones", text: string } | null}
 */
export function problemOf({ phone, surname, spare_phones: spare }, isRewritten = false) {
  if (isRewritten && phone.trim() === "") return { field: "phone", text: say("app.problem_phone_again") };
  if (phone.trim() === "" && surname.trim() === "") return { field: "phone", text: say("app.problem_empty") };
  return cutShort("phone", [phone]) ?? cutShort("spare_phones", spare);
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
