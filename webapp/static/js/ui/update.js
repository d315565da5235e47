/**
 * A new version waits until nothing can be lost: no form is half filled in and nothing is being sent. Only then is the
 * person asked. Once one tab has accepted, every tab reloads at its own next safe moment.
 */
import { effect, signal } from "@preact/signals";
import { sync } from "../store/state.js";
import { dirty } from "./dirty.js";
import { announce } from "./toast.js";
import { say } from "./words.js";

export const updateWaiting = signal(/** @type {ServiceWorker | null} */ (null));
const replaced = signal(false);

/** Whether the app will open without signal; private windows and some embedded browsers refuse. */
export const shellKept = signal(false);

/** Start the worker that keeps the shell, and watch for its successor. */
export async function keepShell() {
  const { serviceWorker } = navigator;
  if (serviceWorker === undefined) return;
  const hadWorker = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    replaced.value = hadWorker;
  });
  try {
    const registration = await serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
    shellKept.value = true;
    updateWaiting.value = registration.waiting;
    registration.addEventListener("updatefound", () => watch(registration));
  } catch {
    shellKept.value = false;
  }
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  const coming = registration.installing;
  coming?.addEventListener("statechange", () => {
    if (coming.state === "installed" && navigator.serviceWorker.controller !== null) updateWaiting.value = registration.waiting;
  });
}

/** Ask whether there is a newer version. */
export async function lookForUpdate() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update();
}

/** Let the newer version take over. */
export function acceptUpdate() {
  updateWaiting.value?.postMessage({ type: "SKIP_WAITING" });
}

effect(() => {
  if (updateWaiting.value !== null && isSafe()) announce({ text: say("app.update_ready"), action: { text: say("app.update_now"), run: acceptUpdate } });
});

effect(() => {
  if (replaced.value && isSafe()) location.reload();
});

function isSafe() {
  return !dirty.value && !sync.value.sending;
}
