/** A number compared with the masked ones on this phone: first three and last four digits. A hint, never a ruling. */
import { plainDigits } from "../../ui/phone_text.js";
import { clientName } from "./client_name.js";

/** @import { Client } from "../../types.js" */

const COMPLETE = 11;

/** @param {string} phone @param {readonly Client[]} clients */
export function likelyKnown(phone, clients) {
  const digits = plainDigits(phone).replace(/\D/gu, "");
  if (digits.length !== COMPLETE) return undefined;
  const found = clients.find(({ phone_masked: masked }) => masked.startsWith(digits.slice(0, 3)) && masked.endsWith(digits.slice(-4)));
  return found && { id: found.id, text: `${clientName(found.name)} ${found.phone_masked}` };
}
