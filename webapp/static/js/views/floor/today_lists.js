/** Which of my clients need a call today. Numbers of days shown here only sort a list; the rule book on the server rules. */
import { daysBetween } from "../../ui/times.js";

/** @import { Client } from "../../types.js" */

/** The list begins a little before the red of the last three days, so that nobody is surprised by it. */
const LAPSING_DAYS = 5;
/** A client nobody reached for a week is due for a call. */
const SILENT_DAYS = 7;
const SHOWN = 20;

/** Mine whose protection ends soon, the first to end on top. @param {readonly Client[]} clients */
export function aboutToLapse(clients) {
  return clients.filter(isLapsing).sort((one, other) => daysOf(one) - daysOf(other)).slice(0, SHOWN);
}

/** Mine whom nobody reached for long, the longest silence on top. @param {readonly Client[]} clients @param {number} now */
export function dueForFollowUp(clients, now) {
  const due = clients.filter((client) => client.state === "mine" && !isLapsing(client) && silence(client, now) >= SILENT_DAYS);
  return due.sort((one, other) => silence(other, now) - silence(one, now)).slice(0, SHOWN);
}

/** @param {Client} client */
function isLapsing(client) {
  return client.state === "mine" && daysOf(client) <= LAPSING_DAYS;
}

/** @param {Client} client */
function daysOf({ protection }) {
  return protection?.days_left ?? Number.POSITIVE_INFINITY;
}

/** @param {Client} client @param {number} now */
function silence({ last_contact_at: last }, now) {
  return last === null ? 0 : daysBetween(last, now);
}
