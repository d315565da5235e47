/** What the screens show: signals that are filled from the database, in every tab alike. */
import { computed, signal } from "@preact/signals";

/** @import { LedgerAlarm } from "./ledger.js" */
/** @import { Client, Item, Me, Notice, Stage, SyncState } from "../types.js" */

export const stage = signal(/** @type {Stage} */ ("starting"));
export const me = signal(/** @type {Me | null} */ (null));
/** At how many days before its end the rule book warns of a protection, the first step first; a phone may still hold the one number of an older app. */
export const warningSteps = computed(() => [me.value?.project.warning_days ?? []].flat());
export const clients = signal(/** @type {readonly Client[]} */ ([]));
export const outbox = signal(/** @type {readonly Item[]} */ ([]));
export const notices = signal(/** @type {readonly Notice[]} */ ([]));
/** What the person reads; the server answers in it, too. */
export const readerLanguage = signal("zh-CN");
/** What is wrong with the ledger, once something is. */
export const ledgerAlarm = signal(/** @type {LedgerAlarm | null} */ (null));
export const storageProblem = signal(/** @type {string | null} */ (null));

export const sync = signal(
  /** @type {SyncState} */ ({ online: navigator.onLine, sending: false, done: 0, total: 0, last_sync_at: null, problem: null }),
);

/** @param {Partial<SyncState>} part */
export function setSync(part) {
  sync.value = { ...sync.value, ...part };
}

/** Show nothing of anybody. */
export function clearState() {
  clients.value = [];
  outbox.value = [];
  notices.value = [];
  me.value = null;
  ledgerAlarm.value = null;
  setSync({ done: 0, total: 0, last_sync_at: null, problem: null });
}
