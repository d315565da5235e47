import { say } from "../../ui/words_later.js";

const WORDS = /** @type {const} */ ({ phone: "app.phone", surname: "app.surname", title: "app.title", source: "file.source_word" });

/** The fields a registration lacks, in one phrase. @param {readonly string[]} fields */
export function missingWords(fields) {
  const known = /** @type {(keyof typeof WORDS)[]} */ (fields.filter((field) => field in WORDS));
  return known.map((field) => say(WORDS[field])).join(say("file.list_comma"));
}
