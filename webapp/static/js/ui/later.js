/**
 * Parts of the app that come after the first load. All of them are fetched as soon as the first screen has what it needs, so
 * hardly anybody sees one come; whoever is faster, or has lost the line, reads what to do. Each build names its files by their
 * content, so what comes always belongs to what is there.
 */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "./words.js";

/**
 * @template [Props={ id: string }]
 * @typedef {(props: Props) => unknown} View a view that an address names gets at most the one id that the address carries
 */
/** @typedef {(props: { children?: unknown }) => unknown} Frame */

/** @type {(() => Promise<void>)[]} */
const parts = [];

/**
 * A view whose code is fetched. `frame` holds the words as long as it is not there; without one nothing is said.
 * @template {object} Props
 * @param {() => Promise<View<Props>>} load @param {Frame} [frame] @returns {View<Props>}
 */
export function later(load, frame) {
  /** @type {View<Props> | null} */
  let view = null;
  const fetchPart = async () => void (view ??= await load());
  parts.push(fetchPart);
  return function Later(props) {
    const [, setThere] = useState(view !== null);
    const [missing, setMissing] = useState(false);
    const fetchNow = () => void fetchPart().then(() => setThere(true), () => setMissing(true));
    useEffect(fetchNow, []);
    if (view !== null) return html`<${view} ...${props} />`;
    return frame ? html`<${frame}>${missing ? html`<${Missing} again=${fetchNow} />` : html`<${Coming} />`}<//>` : null;
  };
}

/** Fetch all parts; one that does not come is asked for again when it is opened. */
export async function fetchParts() {
  await Promise.allSettled(parts.map((fetchPart) => fetchPart()));
}

function Coming() {
  return html`<p class="quiet" role="status">${say("app.starting")}</p>`;
}

/** Some browsers remember a file that did not come as one that never will: then only a new start helps. @param {{ again: () => void }} props */
function Missing({ again }) {
  return html`<p role="alert">${say("app.part_missing")}</p>
    <button class="button" data-kind="ink" type="button" onClick=${again}>${say("app.try_again")}</button>
    <button class="button" data-kind="quiet" type="button" onClick=${() => location.reload()}>${say("app.reload")}</button>`;
}
