import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { encode } from "uqr";
import { say } from "../ui/words.js";

/** Four modules of white around the code are part of the code: without them cameras miss it. */
const QUIET_ZONE = 4;

/**
 * A code for a stranger's camera: black on white whatever the theme, and whole on the screen, however small the phone.
 * @param {{ text: string }} props
 */
export function QrCode({ text }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => box.current?.scrollIntoView({ block: "center" }), [text]);
  const { data, size } = encode(text, { border: QUIET_ZONE, ecc: "M" });
  return html`<div class="code" ref=${box}><svg role="img" aria-label=${say("app.code_label")} viewBox=${`0 0 ${size} ${size}`}
    shape-rendering="crispEdges"><path d=${outline(data)} /></svg></div>`;
}

/** One path for all dark modules, run by run: a thousand rectangles would be slow to draw. @param {boolean[][]} rows */
function outline(rows) {
  return rows.map((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`).join("")).join("");
}

/** @param {boolean[]} row @returns {[number, number][]} start and length of each run of dark modules */
function runs(row) {
  /** @type {[number, number][]} */
  const found = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (dark && last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else if (dark) found.push([x, 1]);
  });
  return found;
}
