/** Sign out without losing anything and without leaving anything readable. */
import { forgetSettled } from "../store/answers.js";
import { readLastMe, writeLastMe, writeLeaving } from "../store/meta.js";
import { allEntries, nextToSend } from "../store/outbox.js";
import { leave } from "../store/refresh.js";
import { drain } from "./drain.js";
import { RetryLater } from "./failures.js";
import { remove } from "./http.js";
import { endSession, finishLeaving } from "./leaving.js";
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

/** The queue as a file: texts and signatures as they are, personal parts sealed as they are. @returns {Promise<Blob>} */
export async function exportQueue() {
  const entries = (await allEntries()).map(({ pii, ...entry }) => ({
    ...entry,
    pii: pii && { iv: toBase64url(pii.iv), sealed: toBase64url(new Uint8Array(pii.sealed)) },
  }));
  const text = JSON.stringify({ format: "xiandeng queue", version: 1, entries }, null, 2);
  return new Blob([text], { type: "application/json" });
}
