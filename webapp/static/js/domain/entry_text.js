/** An entry as the text that is hashed: it travels and is stored letter for letter. */

/** @import { Body, EntryType, Pii } from "../types.js" */

/**
 * @param {{ id: string, seq: number, type: EntryType, body: Body, anchor: string, wallMs: number, anchorWallMs: number,
 *           commitment: string | null }} entry
 */
export function entryText({ id, seq, type, body, anchor, wallMs, anchorWallMs, commitment }) {
  const at = { anchor, wall_ms: wallMs, anchor_wall_ms: anchorWallMs };
  const bound = commitment === null ? {} : { pii_commitment: commitment };
  return JSON.stringify({ id, seq, type, v: 1, at, body, ...bound });
}

/** An empty choice is none: the server asks for it later. @param {Record<string, string | null | undefined>} body @returns {Body} */
export function cleanBody(body) {
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, value ? value : null]));
}

/** The personal part, without what was left out; half a sign has no bytes to hash and is replaced. @param {Pii} pii */
export function piiJson(pii) {
  const given = Object.entries(pii).filter(([, text]) => text.length > 0);
  return JSON.stringify(Object.fromEntries(given.map(([name, text]) => [name, typeof text === "string" ? whole(text) : text.map(whole)])));
}

/** @param {string} text */
function whole(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** A UUID of version 7 from the phone's time and ten random bytes. @param {number} wallMs @param {Uint8Array} chance */
export function newId(wallMs, chance) {
  const [one = 0, two = 0, ...rest] = chance;
  const bytes = [(one & 0x0f) | 0x70, two, ((rest[0] ?? 0) & 0x3f) | 0x80, ...rest.slice(1)];
  const digits = wallMs.toString(16).padStart(12, "0") + bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join("-");
}
