/** From opening the app to its screens: who is it, is this phone enrolled, does the PIN open the data? */
import { genesis } from "../domain/chain.js";
import { useDatabaseOf, write } from "../store/database.js";
import { readChain, readLastMe, writeLastMe } from "../store/meta.js";
import { refresh } from "../store/refresh.js";
import { makeKey, publicJwk, sha256 } from "../store/signing_key.js";
import { me, setSync, stage } from "../store/state.js";
import { createVault, hasVault, openWith } from "../store/vault.js";
import { drain } from "./drain.js";
import { SignInNeeded } from "./failures.js";
import { fetchSession, post } from "./http.js";
import { startTriggers } from "./triggers.js";

/** @import { ChainState, Me } from "../types.js" */

/** Open the app. Whoever used this phone last can go on without a line and without a session. */
export async function start() {
  const last = await readLastMe();
  if (last !== undefined) await settle(last);
  try {
    const now = await fetchSession();
    if (now.person.id !== last?.person.id || stage.value === "starting") await settle(now);
    await writeLastMe(now);
    me.value = now;
    if (stage.value === "signed_out") await settle(now);
  } catch (failure) {
    if (failure instanceof SignInNeeded) setSync({ problem: { code: "sign_in", message: failure.message, retry_at: null } });
    if (last === undefined || stage.value === "not_enrolled") stage.value = "signed_out";
  }
}

/** Go on as somebody. @param {Me} who */
async function settle(who) {
  useDatabaseOf(who.person.id);
  me.value = who;
  if ((await readChain()) === undefined) stage.value = "not_enrolled";
  else stage.value = (await hasVault()) ? "locked" : "no_pin";
}

/** Make this phone the agent's. @param {string} code @param {string} label */
export async function enrol(code, label) {
  const key = await makeKey();
  const given = await post("/devices", { code, public_key: await publicJwk(key.publicKey), label });
  const { device, epoch, anchor, person } = given;
  const hash = await genesis(sha256, { device, person: person.id, epoch, anchor });
  /** @type {ChainState} */
  const chain = { device, person: person.id, epoch, seq: 0, hash, anchor, anchor_wall_ms: Date.now(), acked_seq: 0, place: 0 };
  await write(["meta", "tickets", "rows"], async (tx) => {
    const meta = tx.objectStore("meta");
    chain.place = (await meta.get("chain"))?.place ?? 0;
    await meta.put(key, "key");
    await meta.put(chain, "chain");
    await meta.delete("cursor");
    await tx.objectStore("tickets").clear();
    await tx.objectStore("rows").clear();
  });
  await navigator.storage?.persist?.();
  stage.value = (await hasVault()) ? "locked" : "no_pin";
}

/** @param {string} pin */
export async function setPin(pin) {
  await createVault(pin);
  await opened();
}

/** @param {string} pin @returns {Promise<boolean>} whether it was right */
export async function openVault(pin) {
  if (!(await openWith(pin))) return false;
  await opened();
  return true;
}

async function opened() {
  await refresh();
  stage.value = "open";
  startTriggers();
  void drain();
}
