/** What is being typed, and the entry that it becomes. */
import { missingDigits } from "../../ui/phone_text.js";
import { say } from "../../ui/words.js";

/** @import { RegistrationDraft } from "../../types.js" */

/** @type {RegistrationDraft} */
export const EMPTY_DRAFT = { phone: "", surname: "", title: "", source: "", area: "", layout: "", note: "" };

/**
 * What must be mended before saving. Little: an incomplete registration is taken and completed later, so only an empty
 * one and a mobile number cut short, surely a slip, are held back. Where what was typed is no longer on this phone, the
 * number is needed again: without it the new entry would claim nobody.
 * @param {RegistrationDraft} draft @param {boolean} [isRewritten]
 * @returns {{ field: "phone", text: string } | null}
 */
export function problemOf({ phone, surname }, isRewritten = false) {
  if (isRewritten && phone.trim() === "") return { field: "phone", text: say("app.problem_phone_again") };
  if (phone.trim() === "" && surname.trim() === "") return { field: "phone", text: say("app.problem_empty") };
  if (phone.trim() === "") return null;
  const missing = missingDigits(phone);
  return missing === 0 ? null : { field: "phone", text: say("app.problem_digits", { count: missing }) };
}

/** The hashed part and the personal part of a registration. @param {RegistrationDraft} draft */
export function entryOf({ source, ...personal }) {
  const pii = Object.fromEntries(Object.entries(personal).map(([field, text]) => [field, text.trim()]));
  return { body: { source }, pii };
}
