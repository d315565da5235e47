/** @import { Lane } from "../../types.js" */
/** @import { LaterWord } from "../../ui/words_later.js" */

/** @typedef {{ word: LaterWord, tone: "jade" | "amber" | "slate", solid: boolean }} EvidenceWord */

/** Evidence is named by a word, never by a letter; a broken outline repeats that nobody but the agent vouches for it. */
/** @type {Record<Lane["label"], EvidenceWord>} */
const WORDS = {
  proven: { word: "file.label_proven", tone: "jade", solid: true },
  witnessed: { word: "file.label_witnessed", tone: "jade", solid: true },
  stated: { word: "file.label_stated", tone: "amber", solid: false },
  imported: { word: "file.label_imported", tone: "slate", solid: true },
};

/** @param {Lane} lane @returns {EvidenceWord} */
export function evidenceWord(lane) {
  return WORDS[lane.label];
}

/** Every word that a claim has earned: how sure its time is, and whether the client vouches for it. @param {Lane} lane @returns {EvidenceWord[]} */
export function evidenceWords(lane) {
  const vouched = lane.answered_at !== null && lane.label !== "witnessed";
  return vouched ? [WORDS[lane.label], WORDS.witnessed] : [WORDS[lane.label]];
}
