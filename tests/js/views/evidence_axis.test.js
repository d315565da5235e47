import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceAxis } from "../../../webapp/static/js/views/justice/evidence_axis.js";

/** @param {Partial<import("../../../webapp/static/js/types.js").Lane>} times */
function lane(times) {
  const at = "2026-11-23T10:00:00.000Z";
  const agent = { id: "a", name: "演示顾问" };
  return {
    claim: "c", agent, is_me: false, winner: false, label: /** @type {const} */ ("proven"), earliest: at, ruling_time: at,
    stated: at, text_received: at, via: /** @type {const} */ ("text"), scan_at: null, answered_at: null, ...times,
  };
}

test("every moment of every lane lies inside the axis, in order", () => {
  const axis = evidenceAxis([
    lane({ winner: true, earliest: "2026-11-23T09:12:00.000Z", ruling_time: "2026-11-23T10:04:00.000Z", text_received: "2026-11-23T11:38:00.000Z" }),
    lane({ ruling_time: "2026-11-23T10:52:00.000Z", text_received: "2026-11-23T10:52:00.000Z" }),
  ]);
  const places = ["2026-11-23T09:12:00.000Z", "2026-11-23T10:04:00.000Z", "2026-11-23T10:52:00.000Z", "2026-11-23T11:38:00.000Z"].map(axis.percentOf);
  assert.deepEqual(places, [...places].sort((one, other) => one - other));
  assert.ok(places.every((place) => place > 0 && place < 100), String(places));
});

test("one moment alone stands in the middle instead of dividing by nothing", () => {
  assert.equal(evidenceAxis([lane({ winner: true })]).percentOf("2026-11-23T10:00:00.000Z"), 50);
});

test("the winner's time is always labelled, and no two labels collide", () => {
  const { labels } = evidenceAxis([
    lane({ winner: true, ruling_time: "2026-11-23T10:01:00.000Z" }),
    lane({ ruling_time: "2026-11-23T10:02:00.000Z", text_received: "2026-11-23T12:00:00.000Z" }),
  ]);
  assert.equal(labels.filter(({ kind }) => kind === "wins").length, 1);
  const places = labels.map(({ percent }) => percent).sort((one, other) => one - other);
  for (let index = 1; index < places.length; index += 1) {
    assert.ok(Number(places[index]) - Number(places[index - 1]) >= 20, String(places));
  }
});
