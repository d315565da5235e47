/** From opening the app to its screens: who is it, is this phone enrolled, does the PIN open the data? */
import { useDatabaseOf } from "../store/database.js";
import { readChain, readLastMe, readMeta, writeLastMe } from "../store/meta.js";
import { refresh } from "../store/refresh.js";
import { clearState, ledgerAlarm, me, setSync, stage } from "../store/state.js";
import { closeVault, createVault, hasVault, openWith } from "../store/vault.js";
import { drain } from "./drain.js";
import { SignInNeeded } from "./failures.js";
import { fetchSession } from "./http.js";
import { finishLeaving } from "./leaving.js";
import { startTriggers } from "./triggers.js";

/** @import { Me } from "../types.js" */
/** @import { PinAnswer } from "../store/vault.js" */

/** Open the app. Whoever used this phone last can go on without a line and without a session. */
export async function start() {
  return (await finishLeaving()) ? comeIn() : waitToLeave();
}

async function comeIn() {
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

/** Who has signed out stays so until the server knows it; it is told as soon as there is a line. */
function waitToLeave() {
  stage.value = "signed_out";
  addEventListener("online", () => void start(), { once: true });
}

/** Go on as somebody; what belonged to another person is closed first. @param {Me} who */
async function settle(who) {
  closeVault();
  clearState();
  useDatabaseOf(who.person.id);
  me.value = who;
  ledgerAlarm.value = (await readMeta("ledger"))?.alarm ?? null;
  if ((await readChain()) === undefined) stage.value = "not_enrolled";
  else stage.value = (await hasVault()) ? "locked" : "no_pin";
}

/** Ask for a new code: the server has closed this phone or does not know it. */
export function enrolAgain() {
  stage.value = "not_enrolled";
}

/** Choose the PIN; if another tab chose one first, it is asked for. @param {string} pin */
export async function setPin(pin) {
  const { right } = await createVault(pin, Date.now());
  if (right) await opened();
  else stage.value = "locked";
}

/** @param {string} pin @returns {Promise<PinAnswer>} */
export async function openVault(pin) {
  const answer = await openWith(pin, Date.now());
  if (answer.right) await opened();
  return answer;
}

async function opened() {
  await refresh();
  stage.value = "open";
  startTriggers();
  void drain();
}
