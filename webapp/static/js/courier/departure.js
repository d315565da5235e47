/** Sign out without losing anything and without leaving anything readable. */
import { nextToSend, allEntries } from "../store/outbox.js";
import { write } from "../store/database.js";
import { writeLastMe } from "../store/meta.js";
import { clearRows } from "../store/rows.js";
import { clearState, stage } from "../store/state.js";
import { closeVault } from "../store/vault.js";
import { drain } from "./drain.js";
import { RetryLater } from "./failures.js";
import { remove } from "./http.js";
import { toBase64url } from "../domain/base64url.js";

/** @import { SignOutChoice, StoredEntry } from "../types.js" */

/** @param {SignOutChoice} choice */
export async function signOut(choice) {
  if (choice === "send") {
    await drain();
    if ((await nextToSend(0)).waiting > 0) throw new RetryLater("not_all_sent");
  }
  await remove("/session").catch(() => undefined);
  await clearRows();
  await forgetConfirmed();
  await writeLastMe(null);
  closeVault();
  clearState();
  stage.value = "signed_out";
}

/** What the server has leaves the phone; what it has not stays, sealed. */
function forgetConfirmed() {
  return write(["entries", "meta"], async (tx) => {
    /** @type {StoredEntry[]} */
    const entries = await tx.objectStore("entries").getAll();
    for (const { id, acked, state } of entries) {
      if (acked && (state === "confirmed" || state === "withdrawn")) await tx.objectStore("entries").delete(id);
    }
    await tx.objectStore("meta").delete("draft:registration");
  });
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
