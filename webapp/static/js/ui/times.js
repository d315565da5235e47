/** Times as a sales office reads them: in the project's time zone, the day only where it is not today. */
import { computed, signal } from "@preact/signals";
import { languageTag } from "./words.js";

export const timeZone = signal("Asia/Shanghai");

const DAY_MS = 86_400_000;

const clock = formatter({ hour: "numeric", minute: "2-digit", hourCycle: "h23" });
const clockWithSeconds = formatter({ hour: "numeric", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = formatter({ month: "short", day: "numeric" });
const dayWithYear = formatter({ year: "numeric", month: "short", day: "numeric" });
const dayWithWeekday = formatter({ month: "short", day: "numeric", weekday: "short" });
const sortableDay = computed(() => new Intl.DateTimeFormat("en-CA", { timeZone: timeZone.value }));

/** @param {Intl.DateTimeFormatOptions} options */
function formatter(options) {
  return computed(() => new Intl.DateTimeFormat(languageTag(), { ...options, timeZone: timeZone.value }));
}

/** `10:04`. @param {string | number} at */
export function clockTime(at) {
  return clock.value.format(new Date(at));
}

/** `11月23日`. @param {string | number} at */
export function calendarDay(at) {
  return day.value.format(new Date(at));
}

/** `2026年11月1日`. @param {string | number} at */
export function fullDay(at) {
  return dayWithYear.value.format(new Date(at));
}

/** `11月23日周一`, for the head of a day. @param {string | number} at */
export function dayOfWeek(at) {
  return dayWithWeekday.value.format(new Date(at));
}

/** The time alone today, with its day otherwise. @param {string | number} at @param {number} now */
export function shortTime(at, now) {
  return sameDay(at, now) ? clockTime(at) : datedTime(at);
}

/** Day and time, today as well: what says a term may lie open until tomorrow. @param {string | number} at */
export function datedTime(at) {
  return `${calendarDay(at)} ${clockTime(at)}`;
}

/** Day and time to the second, for what may have to be proven. @param {string | number} at */
export function exactTime(at) {
  return `${calendarDay(at)} ${clockWithSeconds.value.format(new Date(at))}`;
}

/** @param {string | number} one @param {string | number} other @returns {boolean} */
export function sameDay(one, other) {
  return dayKey(one) === dayKey(other);
}

/** Whole calendar days of the project from one moment to another. @param {string | number} from @param {string | number} to */
export function daysBetween(from, to) {
  return Math.round((Date.parse(dayKey(to)) - Date.parse(dayKey(from))) / DAY_MS);
}

/** How many days a protection is shown to last: 0 on the last protected day, and never less. @param {string} until @param {number} now */
export function daysLeft(until, now) {
  return Math.max(0, daysBetween(now, Date.parse(until) - 1));
}

/** @param {string | number} at */
function dayKey(at) {
  return sortableDay.value.format(new Date(at));
}
