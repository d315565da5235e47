import { say } from "./words.js";

/**
 * A failure as a sentence that says what to do. The server's own sentence is better than ours, where there is one.
 * @param {unknown} failure
 */
export function failureInWords(failure) {
  if (failure instanceof Error && failure.message !== "") return failure.message;
  return say("app.failed");
}
