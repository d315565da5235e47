/**
 * One axis for all lanes of a ruling: from the earliest moment any lane knows to the latest, with a margin so that a mark
 * at either end is not cut. Places are per cent of the width, written as SVG attributes.
 */

/** @import { Lane } from "../../types.js" */

/** @typedef {{ at: number, percent: number, kind: "start" | "wins" | "rival" | "end" }} AxisLabel */

const MARGIN_SHARE = 0.08;
const SHORTEST_SPAN_MS = 120_000;
/** Two labels closer than this run into each other on a 320 px screen. */
const LABEL_ROOM_PERCENT = 20;

/** @param {readonly Lane[]} lanes */
export function evidenceAxis(lanes) {
  const moments = lanes.flatMap(momentsOf);
  const first = Math.min(...moments);
  const last = Math.max(...moments);
  const margin = Math.max(last - first, SHORTEST_SPAN_MS) * MARGIN_SHARE;
  const start = first - margin;
  const span = last + margin - start;
  const percentOf = (/** @type {string | number} */ at) => round(((milliseconds(at) - start) / span) * 100);
  return { first, last, percentOf, labels: labels(lanes, { first, last }, percentOf) };
}

/** @param {Lane} lane */
function momentsOf(lane) {
  const moments = [lane.earliest, lane.ruling_time, lane.stated, lane.text_received, lane.scan_at];
  return moments.filter((moment) => moment !== null && moment !== undefined).map(milliseconds);
}

/**
 * The ends, the winner's ruling time, and the others' where there is room for them.
 * @param {readonly Lane[]} lanes
 * @param {{ first: number, last: number }} ends
 * @param {(at: number) => number} percentOf
 * @returns {AxisLabel[]}
 */
function labels(lanes, ends, percentOf) {
  const byWeight = [...lanes].sort((one, other) => Number(other.winner) - Number(one.winner));
  /** @type {AxisLabel[]} */
  const wanted = [
    ...byWeight.map((lane) => label(milliseconds(lane.ruling_time), lane.winner ? "wins" : "rival", percentOf)),
    label(ends.first, "start", percentOf),
    label(ends.last, "end", percentOf),
  ];
  /** @type {AxisLabel[]} */
  const placed = [];
  for (const each of wanted) {
    if (placed.every((other) => Math.abs(other.percent - each.percent) >= LABEL_ROOM_PERCENT)) placed.push(each);
  }
  return placed;
}

/** @param {number} at @param {AxisLabel["kind"]} kind @param {(at: number) => number} percentOf @returns {AxisLabel} */
function label(at, kind, percentOf) {
  return { at, kind, percent: percentOf(at) };
}

/** @param {string | number} at */
function milliseconds(at) {
  return typeof at === "number" ? at : Date.parse(at);
}

/** @param {number} percent */
function round(percent) {
  return Math.round(percent * 10) / 10;
}
