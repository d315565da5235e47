/** The frame of every screen: title, sync state, body, and what is pinned under the thumb. */
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { SyncPill } from "./pill.js";
import { leave } from "./route.js";
import { TabBar } from "./tabbar.js";
import { say } from "./words.js";

/** @import { Tab } from "./tabbar.js" */

/**
 * `above` is the screen to return to when there is no history; without it the screen has no way back.
 * `quiet` leaves the focus to a field of the screen, which is then where a person starts.
 * @typedef {{ title: string, note?: string, above?: string, glyph?: "back" | "close", tab?: Tab, foot?: unknown,
 *             quiet?: boolean, children?: unknown }} ScreenProps
 * @param {ScreenProps} props
 */
export function Screen({ title, note, above, glyph = "back", tab, foot, quiet = false, children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    scrollTo(0, 0);
    if (!quiet) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · ${say("app.name")}`;
  }, [title]);
  return html`<div class="screen">
    <header class="screen-head">
      ${above !== undefined && html`<button class="glyph-button" type="button" onClick=${() => leave(above)}
        aria-label=${say(glyph === "back" ? "app.back" : "app.close")}>${glyph === "back" ? "‹" : "×"}</button>`}
      <h1 ref=${heading} tabindex="-1"><bdi>${title}</bdi>${note && html` <small>${note}</small>`}</h1>
      <${SyncPill} />
    </header>
    <main class="screen-body" id="main">${children}</main>
    ${foot && html`<footer class="screen-foot">${foot}</footer>`}
    ${tab !== undefined && html`<${TabBar} current=${tab} />`}
  </div>`;
}

/**
 * A titled part of a screen.
 * @param {{ name: string, title: string, note?: string, children?: unknown }} props
 */
export function Section({ name, title, note, children }) {
  return html`<section aria-labelledby=${name}>
    <h2 class="section-head" id=${name}>${title}${note && html` <small>${note}</small>`}</h2>
    ${children}
  </section>`;
}
