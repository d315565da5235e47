/** Why a client is given up, in words, for the question and for the outbox. */

/** @import { LaterWord } from "../../ui/words_later.js" */

/** @type {Record<string, LaterWord>} */
export const RELEASE_REASONS = {
  not_interested: "later.release_not_interested",
  unreachable: "later.release_unreachable",
  bought_elsewhere: "later.release_bought_elsewhere",
  other: "later.release_other",
};
