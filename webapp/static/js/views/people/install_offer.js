/**
 * Whether and how this browser puts the app on the home screen. It is heard from the first moment on: a browser makes its
 * offer once, early, and not again.
 */
import { signal } from "@preact/signals";

/** @typedef {Event & { prompt: () => Promise<unknown> }} InstallOffer */

export const installOffer = signal(/** @type {InstallOffer | null} */ (null));

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  installOffer.value = /** @type {InstallOffer} */ (event);
});
addEventListener("appinstalled", () => {
  installOffer.value = null;
});

/**
 * Whether the app has to be installed before anything is recorded: iOS deletes a browser's storage after a week and never
 * shares it with the installed app.
 */
export function mustInstallFirst() {
  return (isIos() && !isInstalled()) || isWechat();
}

/** Whether it stands on the home screen. */
export function isInstalled() {
  return matchMedia("(display-mode: standalone)").matches;
}

/** An iPad calls itself a Mac, but a Mac has no touch screen. */
export function isIos() {
  return /iPhone|iPad/u.test(navigator.userAgent) || (/Macintosh/u.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
}

/** Whether this is the browser inside WeChat, which keeps nothing. */
export function isWechat() {
  return /MicroMessenger/u.test(navigator.userAgent);
}
