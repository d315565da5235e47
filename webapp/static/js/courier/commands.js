/** What screens can ask for. */
import { append, entryById, setEntryState } from "../store/outbox.js";
import { deleteMeta, readChain, readMeta, writeMeta } from "../store/meta.js";
import { refresh } from "../store/refresh.js";
import { storageProblem } from "../store/state.js";
import { isVaultOpen, seal, unseal } from "../store/vault.js";
import { clearRows } from "../store/rows.js";
import { drain } from "./drain.js";
import { post } from "./http.js";

/** @import { EntryType, Pii, WithdrawalReason } from "../types.js" */

export { enrolAgain, openVault, setPin, start } from "./arrival.js";

/**
 * Write something down. It is on the disk when this returns, and on its way as soon as there is a line.
 * @param {EntryType} type @param {Record<string, string | null | undefined>} body @param {Pii | null} pii
 * @returns {Promise<string>} the id of the entry
 */
export async function capture(type, body, pii) {
  const id = await keepOrAlarm(() => append(type, body, pii, Date.now()));
  await afterKept(refresh);
  void drain();
  return id;
}

/**
 * What follows a capture. The entry is safe, so nothing may make it look unsaved, or it would be saved twice; what the
 * screens do not show yet they show after the drain.
 * @param {() => Promise<void>} work
 */
async function afterKept(work) {
  await work().catch(() => undefined);
}

/** @template T @param {() => Promise<T>} work */
async function keepOrAlarm(work) {
  try {
    return await work();
  } catch (failure) {
    if (isFull(failure)) {
      await clearRows().catch(() => undefined);
      return work().catch(alarm);
    }
    return alarm(failure);
  }
}

/** @param {unknown} failure @returns {never} */
function alarm(failure) {
  storageProblem.value = failure instanceof Error ? failure.name : "unknown";
  throw failure;
}

/** @param {unknown} failure */
function isFull(failure) {
  return failure instanceof DOMException && failure.name === "QuotaExceededError";
}

/** Take a registration back; what the server refused has nothing to be taken back there. @param {string} id @param {WithdrawalReason} reason */
export async function withdraw(id, reason) {
  const entry = await entryById(id);
  if (entry?.state === "needs_mending") return setAside(id);
  await capture("withdrawal", { subject: id, reason }, null);
  await afterKept(() => setAside(id));
}

/**
 * Leave what the server refused as it is: it stays on this phone only. Or ask for it again after all.
 * @param {string} id @param {"withdrawn" | "needs_mending"} [state]
 */
export async function setAside(id, state = "withdrawn") {
  await setEntryState(id, state);
  await refresh();
}

/**
 * Write a registration again, better. The old one stays on record.
 * @param {string} id @param {Record<string, string | null | undefined>} body @param {Pii} pii
 */
export async function mend(id, body, pii) {
  const entry = await entryById(id);
  const fresh = await capture("registration", { ...body, amends: id }, pii);
  if (entry?.state === "needs_mending") await afterKept(() => setAside(id));
  return fresh;
}

/** The address behind a registration's code, or null without a ticket. @param {string} id @returns {Promise<string | null>} */
export async function codeUrl(id) {
  const entry = await entryById(id);
  const chain = await readChain();
  if (entry === undefined || entry.ticket === null || chain === undefined) return null;
  const { epoch, seq, hash, head, ticket } = entry;
  return `${globalThis.location.origin}/c/${[ticket, epoch, seq, hash, head.anchor, head.signature].join(".")}`;
}

/** @param {string} clientId @returns {Promise<string>} */
export async function fullPhone(clientId) {
  return (await post(`/clients/${clientId}/phone`, {})).phone;
}

/** @param {string} id */
export async function readNotice(id) {
  await post(`/notices/${id}/read`, {}).catch(() => undefined);
  void drain();
}

/** Send and fetch at once. */
export function syncNow() {
  return drain(true);
}

/** Keep what is being typed, sealed; null forgets it. @param {string} kind @param {object | null} draft */
export async function keepDraft(kind, draft) {
  if (draft === null || !isVaultOpen()) return deleteMeta(`draft:${kind}`);
  return writeMeta(`draft:${kind}`, await seal(draft));
}

/** @param {string} kind @returns {Promise<any>} what was being typed, or null */
export async function takeDraft(kind) {
  const kept = await readMeta(`draft:${kind}`);
  return kept === undefined ? null : unseal(kept);
}
