/** The rule book: a version that is not kept here, and that one has been read. Both need a line. */
import { drain } from "./drain.js";
import { get, post } from "./http.js";

/** @import { RuleVersion } from "../types.js" */

/** @param {number} version @returns {Promise<RuleVersion>} */
export function fetchRules(version) {
  return get(`/rules/${version}`);
}

/** Say that a version has been read; the next pull brings the proof. @param {number} version */
export async function confirmRules(version) {
  await post(`/rules/${version}/read`, {});
  await drain(true);
}
