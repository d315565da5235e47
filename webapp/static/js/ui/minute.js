/** The present to the minute: an app that was left open overnight shows the days of the morning, without a reload. */
import { signal } from "@preact/signals";

const EVERY_MS = 60_000;

export const minute = signal(Date.now());

/** Let the present go on; a phone that slept has missed its minutes, and catches up when somebody looks. */
export function keepMinute() {
  setInterval(look, EVERY_MS);
  addEventListener("visibilitychange", look, true);
}

function look() {
  minute.value = Date.now();
}
