/** Sign out without losing anything and without leaving anything readable. */
import { forgetSettled } from "../store/answers.js";
import { readLastMe, readLeaving, writeLastMe, writeLeaving } from "../store/meta.js";
import { allEntries, nextToSend } from "../store/outbox.js";
import { leave } from "../store/refresh.js";
import { drain } from "./drain.js";
import { RetryLater, SignInNeeded } from "./failures.js";
import { fetchSession, remove } from "./http.js";
import { toBase64url } from "../domain/base64url.js";

/** @import { SignOutChoice } from "../types.js" */

/** @param {SignOutChoice} choice */
export async function signOut(choice) {
  if (choice === "send") {
    await drain(true);
    if ((await nextToSend(0)).waiting > 0) throw new RetryLater("not_all_sent");
  }
  // Remembered first: whatever happens from here on, the next start ends the session before anybody goes on with it.
  await writeLeaving({ began_at: (await readLastMe())?.began_at ?? null });
  await writeLastMe(null);
  if (!(await endSession(() => remove("/session")))) addEventListener("online", () => void finishLeaving(), { once: true });
  // First nothing more can be opened or fetched, in any tab; then what the server has leaves the phone.
  leave();
  await forgetSettled();
}

/**
 * End the session of whoever left without a line, before anybody goes on with it.
 * @returns {Promise<boolean>} whether none is left open
 */
export async function finishLeaving() {
  const left = await readLeaving();
  return left === undefined || endSession(async () => {
    const { began_at: began } = await fetchSession();
    // With a new sign-in the server has ended the old session; the new one is nobody's to end.
    if (left.began_at === null || left.began_at === began) await remove("/session");
  });
}

/** @param {() => Promise<unknown>} end */
async function endSession(end) {
  try {
    await end();
  } catch (failure) {
    if (!(failure instanceof SignInNeeded)) return false;
  }
  await writeLeaving(null);
  return true;
}

/** The queue as a file: texts and signatures as they are, personal parts sealed as they are. @returns {Promise<Blob>} */
export async function exportQueue() {
  const entries = (await allEntries()).map(({ pii, ...entry }) => ({
    ...entry,
    pii: pii && { iv: toBase64url(pii.iv), sealed: toBase64url(new Uint8Array(pii.sealed)) },
  }));
  const text = JSON.stringify({ format: "xiandeng queue", version: 1, entries }, null, 2);
  return new Blob([text], { type: "application/json" });
}
