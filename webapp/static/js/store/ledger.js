/**
 * What this phone remembers of the ledger, and the alarm. It is never sealed and never forgotten with what was pulled: it
 * names nobody, and it is the evidence that somebody changed the record.
 */
import { readChain, readMeta, writeMeta } from "./meta.js";
import { ledgerAlarm, me } from "./state.js";

/** @import { LedgerHead } from "../types.js" */
/** @import { Finding, KnownBlock } from "../domain/ledger_findings.js" */

/**
 * @typedef {Finding & { at: number, kept: LedgerHead | null, shown: LedgerHead }} LedgerAlarm
 * @typedef {{ key: string, head: LedgerHead | null, blocks: KnownBlock[], proven: Record<string, number>, alarm: LedgerAlarm | null,
 *             device: string }} LedgerWatch
 */

const WATCH = "ledger";
const EARLIER = "ledger_earlier";

/**
 * The key is that of the first time: whoever can exchange it later could sign what he likes. What an earlier enrolment had
 * to say is laid aside when somebody enrols this phone anew, which takes a code from the desk; what it remembers goes on.
 * @returns {Promise<LedgerWatch>}
 */
export async function readWatch() {
  const device = (await readChain())?.device ?? "";
  /** @type {LedgerWatch | undefined} */
  const kept = await readMeta(WATCH);
  const fresh = { key: me.value?.project.ledger_key ?? "", head: null, blocks: [], proven: {}, alarm: null, device };
  if (kept === undefined) return fresh;
  if (kept.alarm === null || kept.device === device) return { ...kept, device };
  await writeMeta(EARLIER, [...((await readMeta(EARLIER)) ?? []), kept]);
  return fresh;
}

/** @param {LedgerWatch} watch */
export async function writeWatch(watch) {
  await writeMeta(WATCH, watch);
  ledgerAlarm.value = watch.alarm;
}

/** The newest head that an answer carried. @returns {Promise<LedgerHead | undefined>} */
export function readSeenHead() {
  return readMeta("ledger_seen");
}
