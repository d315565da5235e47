/**
 * A list of thousands that keeps only what is near the screen in the document. Rows come in blocks; a block that is far
 * away is an empty box of the height it last had. Rows may wrap and differ in height, which a fixed-height list forbids.
 */
import { html } from "htm/preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

const BLOCK = 25;
const GUESSED_ROW_PX = 72;
const NEARBY = "600px 0px";

/**
 * @template T
 * @param {{ items: readonly T[], label: string, keyOf: (item: T) => string, row: (item: T) => unknown }} props
 */
export function LongList({ items, label, keyOf, row }) {
  const starts = Array.from({ length: Math.ceil(items.length / BLOCK) }, (_, index) => index * BLOCK);
  return html`<div class="card rows" role="list" aria-label=${label}>
    ${starts.map(
      (start) => html`<${Block} key=${start} start=${start} total=${items.length}
        items=${items.slice(start, start + BLOCK)} keyOf=${keyOf} row=${row} />`,
    )}
  </div>`;
}

/**
 * @template T
 * @param {{ start: number, total: number, items: readonly T[], keyOf: (item: T) => string, row: (item: T) => unknown }} props
 */
function Block({ start, total, items, keyOf, row }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [near, setNear] = useState(start === 0);
  const height = useRef(items.length * GUESSED_ROW_PX);
  useLayoutEffect(() => {
    const watched = box.current;
    if (watched === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return;
        if (!entry.isIntersecting && watched.hasChildNodes()) height.current = watched.offsetHeight;
        setNear(entry.isIntersecting);
      },
      { rootMargin: NEARBY },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return html`<div class="rows-block" role="presentation" ref=${box} style=${near ? null : { height: `${height.current}px` }}>
    ${near && items.map((item, index) => html`<div key=${keyOf(item)} class="rows-item" role="listitem" aria-setsize=${total}
      aria-posinset=${start + index + 1}>${row(item)}</div>`)}
  </div>`;
}
