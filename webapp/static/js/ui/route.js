/** Where we are: the hash of the address, so that the phone's back button closes a screen and never the app. */
import { computed, signal } from "@preact/signals";

const START = "#/today";

const address = signal(location.hash || START);

/** How many screens lie behind this one inside the app. Each history entry remembers its own, so "back" finds it again. */
let depth = rememberedDepth() ?? 0;

addEventListener("hashchange", () => {
  depth = rememberedDepth() ?? depth + 1;
  history.replaceState({ depth }, "");
  address.value = location.hash || START;
});

/** The parts of the address: `#/clients/x/visit` is `["clients", "x", "visit"]`. */
export const place = computed(() => address.value.replace(/^#\/?/u, "").split("/").map(decodeURIComponent));

/** Open a screen. @param {string} hash */
export function go(hash) {
  location.hash = hash;
}

/** Open a screen in the place of this one, so that "back" skips it. @param {string} hash */
export function goInstead(hash) {
  history.replaceState({ depth }, "", hash);
  address.value = hash;
}

/** Go where the person came from, or to the screen above when the app was opened here. @param {string} above */
export function leave(above) {
  if (depth === 0) goInstead(above);
  else history.back();
}

/** @returns {number | undefined} */
function rememberedDepth() {
  return history.state?.depth;
}
