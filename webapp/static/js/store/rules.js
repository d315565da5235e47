/** The rule book as the last pull brought it: no personal data, so it is kept as it is and read without a line. */
import { computed, signal } from "@preact/signals";
import { readMeta, writeMeta } from "./meta.js";

/** @import { RuleVersion, RulesOnPhone } from "../types.js" */

/** The version in force and those that come. */
export const ruleVersions = signal(/** @type {readonly RuleVersion[]} */ ([]));

/** What this person has still to read, the first to hold on top. */
export const rulesToRead = computed(() => ruleVersions.value.filter(({ read_at: readAt }) => readAt === null));

/** The tag of what is kept, by which the server knows whether that is the same. @returns {Promise<string>} */
export async function knownRules() {
  return (await readMeta("rules"))?.tag ?? "";
}

/** Keep what a pull brought; nothing where nothing changed. @param {RulesOnPhone | null | undefined} rules */
export async function keepRules(rules) {
  if (rules) await writeMeta("rules", rules);
}

/** Show what is kept. */
export async function showRules() {
  ruleVersions.value = (await readMeta("rules"))?.versions ?? [];
}

/** Show nothing of anybody. */
export function hideRules() {
  ruleVersions.value = [];
}
