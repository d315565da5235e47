/** Whether something typed would be lost by a reload: while it would, no update is offered. */
import { signal } from "@preact/signals";

export const dirty = signal(false);

/** @param {boolean} now */
export function setDirty(now) {
  dirty.value = now;
}
