/** What a verdict of the server makes of a stored entry. Only `applied` and `duplicate` let a phone forget it. */

/** @import { StoredEntry, Verdict } from "../types.js" */

/** @param {StoredEntry} entry @param {Verdict} verdict @returns {StoredEntry} */
export function withVerdict(entry, { status, code, field, message, ruling }) {
  const said = { code, field: field?.split(".").at(-1) ?? null, message, ruling, acked: true };
  if (entry.state === "withdrawn") return { ...entry, ...said };
  if (status === "held") return { ...entry, ...said, state: "held" };
  if (status === "rejected") return { ...entry, ...said, state: "needs_mending" };
  return { ...entry, ...said, state: "confirmed" };
}

/** Whether the server must still get it. @param {StoredEntry} entry */
export function isUnsent(entry) {
  return !entry.acked;
}
