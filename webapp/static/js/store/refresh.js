/** Fill the signals from the database, here and in the other tabs. */
import { allEntries, personalOf } from "./outbox.js";
import { readMeta } from "./meta.js";
import { readRows } from "./rows.js";
import { hideRules, showRules } from "./rules.js";
import { clearState, clients, notices, outbox, setSync, stage } from "./state.js";
import { closeVault, isVaultOpen } from "./vault.js";

/** @import { Client, Item, Pii, StoredEntry } from "../types.js" */

const channel = new BroadcastChannel("xiandeng");
channel.addEventListener("message", ({ data }) => void (data === "left" ? leaveHere() : refreshHere()));

/** Refreshes overlap; an older one that ends late must not bring back what was. */
let asked = 0;
let shown = 0;

/** Entries that are on their way at this moment. @type {Set<string>} */
const inFlight = new Set();

/** @param {Iterable<string>} ids */
export async function markInFlight(ids) {
  inFlight.clear();
  for (const id of ids) inFlight.add(id);
  await refreshOutbox();
}

/** Read everything again, and let the other tabs do so. */
export async function refresh() {
  channel.postMessage("changed");
  await refreshHere();
}

/** Show nothing of anybody, here and in the other tabs. */
export function leave() {
  channel.postMessage("left");
  leaveHere();
}

function leaveHere() {
  closeVault();
  clearState();
  hideRules();
  stage.value = "signed_out";
}

async function refreshHere() {
  if (!isVaultOpen()) return;
  const [clientsThen, noticesThen, lastSync] = await Promise.all([readRows("client"), readRows("notice"), readMeta("last_sync_at")]);
  if (!isVaultOpen()) return;
  clients.value = sorted(clientsThen);
  notices.value = noticesThen;
  setSync({ last_sync_at: lastSync ?? null });
  await showRules();
  await refreshOutbox();
}

async function refreshOutbox() {
  if (!isVaultOpen()) return;
  asked += 1;
  const turn = asked;
  const entries = await allEntries();
  const piis = new Map(await Promise.all(entries.map(async (entry) => /** @type {const} */ ([entry.id, await piiOf(entry)]))));
  if (!isVaultOpen() || turn < shown) return;
  shown = turn;
  outbox.value = entries.map((entry) => itemOf(entry, piis));
}

/** @param {StoredEntry} entry @returns {Promise<Pii>} */
async function piiOf(entry) {
  const onWire = await personalOf(entry);
  return onWire === undefined ? {} : JSON.parse(onWire.json);
}

/** @param {StoredEntry} entry @param {ReadonlyMap<string, Pii>} piis @returns {Item} */
function itemOf(entry, piis) {
  const { id, type, at, body, code, field, message, ruling } = entry;
  const pii = piis.get(id) ?? {};
  const state = entry.state === "saved" && inFlight.has(id) ? "sending" : entry.state;
  const about = type === "registration" ? pii : aboutOf(body["subject"] ?? "", piis);
  return { id, seq: entry.place, type, state, at, about, body, pii, code, field, message, ruling };
}

/** @param {string} subject @param {ReadonlyMap<string, Pii>} piis @returns {Pii} */
function aboutOf(subject, piis) {
  const known = piis.get(subject);
  if (known !== undefined) return known;
  return clients.value.find(({ registrations }) => registrations.includes(subject))?.name ?? {};
}

/** Those that need somebody first, then by name. @param {Client[]} found */
function sorted(found) {
  const rank = (/** @type {Client} */ { contested, state }) => (contested ? 0 : { mine: 1, unclaimed: 2, waiting: 2, open: 3, theirs: 4 }[state]);
  return found.sort((one, other) => rank(one) - rank(other) || (other.ruling?.number ?? 0) - (one.ruling?.number ?? 0));
}
