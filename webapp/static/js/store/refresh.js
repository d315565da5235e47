/** Fill the signals from the database, here and in the other tabs. */
import { allEntries, personalOf } from "./outbox.js";
import { readMeta } from "./meta.js";
import { readRows } from "./rows.js";
import { clients, notices, outbox, setSync } from "./state.js";
import { isVaultOpen } from "./vault.js";

/** @import { Client, Item, Pii, StoredEntry } from "../types.js" */

const channel = new BroadcastChannel("xiandeng");
channel.addEventListener("message", () => void refreshHere());

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

async function refreshHere() {
  if (!isVaultOpen()) return;
  clients.value = sorted(await readRows("client"));
  notices.value = await readRows("notice");
  await refreshOutbox();
  setSync({ last_sync_at: (await readMeta("last_sync_at")) ?? null });
}

async function refreshOutbox() {
  if (!isVaultOpen()) return;
  const entries = await allEntries();
  const piis = new Map(await Promise.all(entries.map(async (entry) => /** @type {const} */ ([entry.id, await piiOf(entry)]))));
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
  return { id, seq: entry.place, type, state, at, about, body, pii, code, field, message, mend: null, ruling };
}

/** @param {string} subject @param {ReadonlyMap<string, Pii>} piis @returns {Pii} */
function aboutOf(subject, piis) {
  const known = piis.get(subject);
  if (known !== undefined) return known;
  return clients.value.find(({ registrations }) => registrations.includes(subject))?.name ?? {};
}

/** Those that need somebody first, then by name. @param {Client[]} found */
function sorted(found) {
  const rank = (/** @type {Client} */ { contested, state }) => (contested ? 0 : { mine: 1, open: 2, theirs: 3 }[state]);
  return found.sort((one, other) => rank(one) - rank(other) || (other.ruling?.number ?? 0) - (one.ruling?.number ?? 0));
}
