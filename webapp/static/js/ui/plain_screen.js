import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { say } from "./words.js";

/**
 * A screen of its own, before the app is open: no tabs, no sync state, nothing of anybody.
 * @param {{ title: string, foot?: unknown, children?: unknown }} props
 */
export function PlainScreen({ title, foot, children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    document.title = `${title} · ${say("app.name")}`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return html`<div class="screen">
    <header class="screen-head"><h1 ref=${heading} tabindex="-1">${title}</h1></header>
    <main class="screen-body" id="main">${children}</main>
    ${foot && html`<footer class="screen-foot">${foot}</footer>`}
  </div>`;
}
