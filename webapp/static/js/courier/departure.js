/** Sign out without losing anything and without leaving anything readable. */
import { forgetSettled } from "../store/answers.js";
import { writeLastMe } from "../store/meta.js";
import { allEntries, nextToSend } from "../store/outbox.js";
import { leave } from "../store/refresh.js";
import { drain } from "./drain.js";
import { RetryLater } from "./failures.js";
import { remove } from "./http.js";
import { toBase64url } from "../domain/base64url.js";

/** @import { SignOutChoice } from "../types.js" */

/** @param {SignOutChoice} choice */
export async function signOut(choice) {
  if (choice === "send") {
    await drain(true);
    if ((await nextToSend(0)).waiting > 0) throw new RetryLater("not_all_sent");
  }
  await remove("/session").catch(() => undefined);
  // First nothing more can be opened or fetched, in any tab; then what the server has leaves the phone.
  leave();
  await forgetSettled();
  await writeLastMe(null);
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
