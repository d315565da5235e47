/** The colleagues as this phone last heard of them. */
import { readMeta, writeMeta } from "./meta.js";

/** @import { Colleague } from "../types.js" */

/** @typedef {{ at: number, people: Colleague[] }} Colleagues */

/** @returns {Promise<Colleagues>} */
export async function readColleagues() {
  return (await readMeta("colleagues")) ?? { at: 0, people: [] };
}

/** @param {Colleagues} colleagues */
export function keepColleagues(colleagues) {
  return writeMeta("colleagues", colleagues);
}
