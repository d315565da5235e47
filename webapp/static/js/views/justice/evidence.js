/** The evidence behind a ruling: one bar a claim over one axis, every time also as text. */
import { html } from "htm/preact";
import { clockTime, sameDay, shortTime } from "../../ui/times.js";
import { say } from "../../ui/words_later.js";
import { evidenceAxis } from "./evidence_axis.js";
import { evidenceWord, evidenceWords } from "./evidence_word.js";

/** @import { Lane } from "../../types.js" */

/** @param {{ lanes: readonly Lane[] }} props */
export function Evidence({ lanes }) {
  const axis = evidenceAxis(lanes);
  const winner = lanes.find((lane) => lane.winner);
  const oneDay = sameDay(axis.first, axis.last);
  return html`<figure class="card evidence" aria-labelledby="evidence-title">
    <figcaption class="section-head" id="evidence-title">
      <b>${say("file.evidence_title", { count: lanes.length })}</b><small>${say("file.evidence_how_to_read")}</small>
    </figcaption>
    ${lanes.map((lane) => html`<${LaneOfClaim} key=${lane.claim} lane=${lane} rival=${lane === winner ? undefined : winner}
      percentOf=${axis.percentOf} oneDay=${oneDay} />`)}
    <${Axis} labels=${axis.labels} oneDay=${oneDay} />
    <${Key} lanes=${lanes} />
  </figure>`;
}

/**
 * @typedef {(at: string | number) => number} PercentOf
 * @param {{ lane: Lane, rival: Lane | undefined, percentOf: PercentOf, oneDay: boolean }} props
 */
function LaneOfClaim({ lane, rival, percentOf, oneDay }) {
  const word = evidenceWord(lane);
  return html`<div class="lane" data-tone=${word.tone}>
    <p class="lane-who">
      ${lane.is_me && html`<b class="you">${say("later.you")}</b>`}<b><bdi>${lane.agent.name || say("app.a_colleague")}</bdi></b>
      ${evidenceWords(lane).map((each) => html`<span key=${each.word} class="badge" data-tone=${each.tone}>${say(each.word)}</span>`)}
    </p>
    <${Bar} lane=${lane} rival=${rival} percentOf=${percentOf} oneDay=${oneDay} solid=${word.solid} />
    <dl class="lane-times">
      ${timesOf(lane).map((time) => html`<div key=${time.word}><dt>${say(time.word)}</dt><dd>${timeOnAxis(time.at, oneDay)}</dd></div>`)}
    </dl>
  </div>`;
}

/** @param {{ lane: Lane, rival: Lane | undefined, percentOf: PercentOf, oneDay: boolean, solid: boolean }} props */
function Bar({ lane, rival, percentOf, oneDay, solid }) {
  const from = percentOf(lane.earliest);
  const to = percentOf(lane.ruling_time);
  const text = percentOf(lane.text_received);
  return html`<svg class="lane-bar" role="img" aria-label=${inWords(lane, oneDay)}>
    <line class="mark-baseline" x1="0" x2="100%" y1="36" y2="36" />
    ${rival && html`<line class="mark-rival" x1=${at(percentOf(rival.ruling_time))} x2=${at(percentOf(rival.ruling_time))} y1="0" y2="100%" />`}
    ${text > to && html`<line class="mark-text-path" x1=${at(to)} x2=${at(text)} y1="36" y2="36" />
      <circle class="mark-text" cx=${at(text)} cy="36" r="5" />`}
    <rect class="mark-span" data-solid=${solid ? "yes" : "no"} x=${at(from)} width=${at(to - from)} y="26" height="20" rx="2" />
    <circle class="mark-anchor" cx=${at(from)} cy="36" r="4" />
    <svg x=${at(percentOf(lane.stated))} overflow="visible"><path class="mark-stated" d="M0 28l8 8-8 8-8-8z" /></svg>
    <svg x=${at(to)} overflow="visible"><path class="mark-ruling" d="M-2 18h4v36h-4z" /></svg>
    ${lane.scan_at !== null && html`<svg x=${at(percentOf(lane.scan_at))} overflow="visible">
      <circle class="mark-scan" cy="10" r="10" /><path class="mark-scan-tick" d="M-4.5 10l3 3.5 6-7" /></svg>`}
  </svg>`;
}

/** @param {{ labels: import("./evidence_axis.js").AxisLabel[], oneDay: boolean }} props */
function Axis({ labels, oneDay }) {
  return html`<svg class="axis" aria-hidden="true">
    <line x1="0" x2="100%" y1="1" y2="1" />
    ${labels.map(
      ({ at: moment, percent, kind }) => html`<g key=${`${kind}-${moment}`}>
        <line x1=${at(percent)} x2=${at(percent)} y1="1" y2="7" />
        <text x=${at(percent)} y="1.5em" data-wins=${kind === "wins" || undefined} data-at=${sideOf(percent)}>${timeOnAxis(moment, oneDay)}</text>
      </g>`,
    )}
  </svg>`;
}

/** What each mark means; only the marks that this drawing has. @param {{ lanes: readonly Lane[] }} props */
function Key({ lanes }) {
  const scanned = lanes.some((lane) => lane.scan_at !== null);
  return html`<ul class="evidence-key" aria-label=${say("file.key")}>
    <li><svg aria-hidden="true"><rect class="mark-span" x="1" y="3" width="18" height="10" rx="2" /></svg>${say("file.key_span")}</li>
    <li><svg aria-hidden="true"><path class="mark-ruling" d="M8 0h4v16H8z" /></svg>${say("file.key_ruling")}</li>
    <li><svg aria-hidden="true"><path class="mark-stated" d="M10 1l7 7-7 7-7-7z" /></svg>${say("file.key_stated")}</li>
    <li><svg aria-hidden="true"><circle class="mark-anchor" cx="10" cy="8" r="4" /></svg>${say("file.key_anchor")}</li>
    ${scanned && html`<li><svg aria-hidden="true"><circle class="mark-scan" cx="10" cy="8" r="8" /><path class="mark-scan-tick" d="M6 8l3 3 5-6" /></svg>${say("file.key_scan")}</li>`}
    <li><svg aria-hidden="true"><line class="mark-text-path" x1="0" x2="11" y1="8" y2="8" /><circle class="mark-text" cx="15" cy="8" r="4" /></svg>${say("file.key_text")}</li>
  </ul>`;
}

/** @param {Lane} lane @returns {{ word: import("../../ui/words_later.js").LaterWord, at: string }[]} */
function timesOf(lane) {
  return [
    { word: "file.time_earliest", at: lane.earliest },
    { word: "file.time_stated", at: lane.stated },
    { word: "file.time_latest", at: lane.ruling_time },
    { word: "file.time_text", at: lane.text_received },
  ];
}

/** The bar for who cannot see it. @param {Lane} lane @param {boolean} oneDay whether the axis stays within one day */
export function inWords(lane, oneDay) {
  const told = (/** @type {string} */ moment) => timeOnAxis(moment, oneDay);
  const times = { earliest: told(lane.earliest), latest: told(lane.ruling_time), stated: told(lane.stated), text: told(lane.text_received) };
  const who = lane.is_me ? say("later.you") : lane.agent.name || say("app.a_colleague");
  const scan = lane.scan_at === null ? "" : say("file.bar_scan", { scan: told(lane.scan_at) });
  return say("file.bar", { who, ...times }) + scan;
}

/** @param {string | number} moment @param {boolean} oneDay */
function timeOnAxis(moment, oneDay) {
  return oneDay ? clockTime(moment) : shortTime(moment, 0);
}

/** @param {number} percent */
function at(percent) {
  return `${percent}%`;
}

/** A label at an edge leans inwards. @param {number} percent */
function sideOf(percent) {
  if (percent < 10) return "start";
  return percent > 90 ? "end" : undefined;
}
