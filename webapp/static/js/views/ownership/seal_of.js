/** @import { Client } from "../../types.js" */

/** The seal of a client's standing. @param {Client} client @returns {"stamped" | "witnessed" | "contested" | "inked"} */
export function sealOf({ contested, ruling }) {
  if (contested) return "contested";
  if (ruling === null) return "inked";
  const winner = ruling.lanes.find((lane) => lane.winner);
  return winner && winner.answered_at !== null ? "witnessed" : "stamped";
}
