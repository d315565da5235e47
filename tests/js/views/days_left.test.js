import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openScreens, put } from "../world/browser.js";

/** @import { Client } from "../../../webapp/static/js/types.js" */

const { aboutToLapse, daysInWords, daysLeft, dueForFollowUp, keepMinute, me, minute, timeZone } = await openScreens();

me.value = {
  began_at: "2026-11-24T00:00:00.000Z",
  person: { id: "p", name: "测试甲", staff_number: "A01", role: "agent", language: "zh" },
  project: { id: 1, name: "测试案场", time_zone: "Asia/Shanghai", warning_days: [3] },
};

test("the phone counts the days of protection as the desk does", () => {
  const { days } = JSON.parse(readFileSync(new URL("../../vectors/days_left.json", import.meta.url), "utf8"));
  for (const { says, zone, until, now, left } of days) {
    timeZone.value = zone;
    assert.equal(daysLeft(until, Date.parse(now)), left, says);
  }
});

test("ten quiet days after the last pull the list of those about to lapse names the client", () => {
  timeZone.value = "Asia/Shanghai";
  const quiet = client({ protection: { until: "2026-12-09T16:00:00.000Z" }, last_contact_at: "2026-11-24T02:00:00.000Z" });
  const named = (/** @type {string} */ now) => [aboutToLapse([quiet], Date.parse(now)), dueForFollowUp([quiet], Date.parse(now))].map((list) => list.length);
  assert.deepEqual(named("2026-11-24T02:00:00.000Z"), [0, 0]);
  assert.deepEqual(named("2026-12-02T02:00:00.000Z"), [0, 1]);
  assert.deepEqual(named("2026-12-04T02:00:00.000Z"), [1, 0]);
});

test("those that lapse first stand first, and nobody else's client is named", () => {
  const clients = [
    client({ id: "five", protection: { until: "2026-11-29T16:00:00.000Z" } }),
    client({ id: "today", protection: { until: "2026-11-24T16:00:00.000Z" } }),
    client({ id: "theirs", state: "theirs", protection: { until: "2026-11-24T16:00:00.000Z" } }),
    client({ id: "for good" }),
  ];
  assert.deepEqual(aboutToLapse(clients, Date.parse("2026-11-24T02:00:00.000Z")).map(({ id }) => id), ["today", "five"]);
});

test("the rule book says how early the list begins", () => {
  const [known, now] = [client({ protection: { until: "2026-11-29T16:00:00.000Z" } }), Date.parse("2026-11-24T02:00:00.000Z")];
  const project = /** @type {import("../../../webapp/static/js/types.js").Project} */ (me.value?.project);
  me.value = me.value && { ...me.value, project: { ...project, warning_days: [1] } };
  assert.deepEqual(aboutToLapse([known], now), []);
  me.value = me.value && { ...me.value, project };
  assert.deepEqual(aboutToLapse([known], now), [known]);
});

test("the ladder warns in amber from its first step on, and in red under its last", () => {
  const project = /** @type {import("../../../webapp/static/js/types.js").Project} */ (me.value?.project);
  const tones = () => [7, 6, 3, 2, 0].map((days) => daysInWords(days).tone);
  const ladders = /** @type {[number[], (string | undefined)[]][]} */ ([
    [[7, 5, 3], [undefined, "amber", "amber", "seal", "seal"]],
    [[3], [undefined, undefined, undefined, "seal", "seal"]],
    [[], [undefined, undefined, undefined, undefined, undefined]],
    // What an app of before the ladder has left on the phone.
    [/** @type {number[]} */ (/** @type {unknown} */ (3)), [undefined, undefined, undefined, "seal", "seal"]],
  ]);
  for (const [ladder, wanted] of ladders) {
    me.value = me.value && { ...me.value, project: { ...project, warning_days: ladder } };
    assert.deepEqual(tones(), wanted, JSON.stringify(ladder));
  }
  me.value = me.value && { ...me.value, project };
});

test("an app that was left open overnight knows the morning: each minute, and as soon as somebody looks", (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000 });
  const events = new EventTarget();
  put("addEventListener", events.addEventListener.bind(events));
  keepMinute();
  t.mock.timers.tick(60_000);
  assert.equal(minute.value, 61_000);
  t.mock.timers.setTime(40_000_000);
  events.dispatchEvent(new Event("visibilitychange"));
  assert.equal(minute.value, 40_000_000);
});

/** @param {Partial<Client>} part @returns {Client} */
function client(part) {
  return {
    id: "c", name: { surname: "王", title: "mr" }, phone_masked: "138****5678", state: "mine", owner: null, contested: false, protection: null,
    last_contact_at: null, registrations: [], contacts: [], missing: [], ruling: null, ...part,
  };
}
