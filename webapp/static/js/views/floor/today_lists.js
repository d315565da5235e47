/** Which of my clients need a call today. Numbers of days shown here only sort a list; the rule book on the server rules. */
import { warningSteps } from "../../store/state.js";
import { daysBetween, daysLeft } from "../../ui/times.js";

/** @import { Client } from "../../types.js" */

/** The list begins a little before the rule book's first warning, so that nobody is surprised by it. */
const DAYS_BEFORE_WARNING = 2;
/** A client nobody reached for a week is due for a call. */
const SILENT_DAYS = 7;
const SHOWN = 20;

/** Mine whose protection ends soon, the first to end on top. @param {readonly Client[]} clients @param {number} now */
export function aboutToLapse(clients, now) {
  const lapsing = clients.filter((client) => isLapsing(client, now));
  return lapsing.sort((one, other) => daysOf(one, now) - daysOf(other, now)).slice(0, SHOWN);
}

/** Mine whom nobody reached for long, the longest silence on top. @param {readonly Client[]} clients @param {number} now */
export function dueForFollowUp(clients, now) {
  const due = clients.filter((client) => client.state === "mine" && !isLapsing(client, now) && silence(client, now) >= SILENT_DAYS);
  return due.sort((one, other) => silence(other, now) - silence(one, now)).slice(0, SHOWN);
}

/** @param {Client} client @param {number} now */
function isLapsing(client, now) {
  return client.state === "mine" && !client.frozen && daysOf(client, now) <= (warningSteps.value[0] ?? 0) + DAYS_BEFORE_WARNING;
}

/** @param {Client} client @param {number} now */
function daysOf({ protection }, now) {
  return protection === null ? Number.POSITIVE_INFINITY : daysLeft(protection.until, now);
}

/** @param {Client} client @param {number} now */
function silence({ last_contact_at: last }, now) {
  return last === null ? 0 : daysBetween(last, now);
}
