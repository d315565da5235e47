/** The end of a session, with or without a line: whoever has signed out stays so. */
import { readLeaving, writeLeaving } from "../store/meta.js";
import { SignInNeeded } from "./failures.js";
import { fetchSession, remove } from "./http.js";

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

/** End a session; one that is over already is ended. @param {() => Promise<unknown>} end @returns {Promise<boolean>} whether none is left open */
export async function endSession(end) {
  try {
    await end();
  } catch (failure) {
    if (!(failure instanceof SignInNeeded)) return false;
  }
  await writeLeaving(null);
  return true;
}
