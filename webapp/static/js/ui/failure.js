import { say } from "./words.js";

/** What the phone itself finds out, without the server's words. */
const OURS = /** @type {const} */ (["offline", "timeout", "not_our_server", "gap", "not_all_sent", "keys_not_kept"]);

/**
 * A failure as a sentence that says what to do. The server's own sentence is better than ours, where there is one.
 * @param {unknown} failure
 */
export function failureInWords(failure) {
  const { code, message } = /** @type {{ code?: string, message?: string }} */ (failure ?? {});
  if (message) return message;
  const known = OURS.find((each) => each === code);
  return say(known ? `app.failed_${known}` : "app.failed");
}
