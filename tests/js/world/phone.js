/** A phone that is enrolled and open, its line and its office. */
import { newBrowser, openTab, put, until } from "./browser.js";
import { Line } from "./line.js";
import { Office } from "./office.js";

/** @import { TestContext } from "node:test" */
/** @import { Tab } from "./browser.js" */

export const PIN = "246810";
const MORNING = Date.parse("2026-11-24T01:00:00Z");

/** A phone in an office, with its clock in our hands. @param {TestContext} context */
export async function newPhone(context) {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: MORNING });
  const chance = context.mock.method(Math, "random", () => 0.5);
  const { events } = newBrowser();
  const office = new Office();
  const line = new Line(office);
  put("fetch", line.fetch);
  const tick = (/** @type {number} */ ms) => context.mock.timers.tick(ms);
  return { events, office, line, tick, chance };
}

/** The app goes to the background: now only what was planned happens. */
export function hide() {
  put("document", { visibilityState: "hidden" });
}

/** The same, with its one tab signed in, enrolled, opened, and quiet. @param {TestContext} context */
export async function openPhone(context) {
  const phone = await newPhone(context);
  const tab = await openTab();
  await tab.start();
  await tab.enrol("K3F9", "test phone");
  await tab.setPin(PIN);
  await quiet(tab);
  return { ...phone, tab };
}

/** Open the app in one more tab of the same phone. */
export async function anotherTab() {
  const tab = await openTab();
  await tab.start();
  await tab.openVault(PIN);
  await quiet(tab);
  return tab;
}

/** Until nothing is being sent or shown anew. @param {Tab} tab */
export async function quiet(tab) {
  let calm = 0;
  await until(async () => {
    const held = (await navigator.locks?.query())?.held ?? [];
    calm = tab.sync.value.sending || held.length > 0 ? 0 : calm + 1;
    return calm > 20;
  });
}

/** Register somebody invented. @param {Tab} tab @param {number} [number] */
export function register(tab, number = 0) {
  return tab.append("registration", { source: "walk_in" }, { phone: `138 0013 ${8000 + number}`, surname: "李", title: "ms" }, Date.now());
}
