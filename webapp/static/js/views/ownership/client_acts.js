/** What the office and its people have done to a client, in words: the pool, a freeze, an appeal, whom the client is with. */
import { html } from "htm/preact";
import { minute } from "../../ui/minute.js";
import { Section } from "../../ui/screen.js";
import { calendarDay, shortTime } from "../../ui/times.js";
import { say } from "../../ui/words_later.js";
import { clientName } from "./client_name.js";

/** @import { Client } from "../../types.js" */
/** @import { LaterWord } from "../../ui/words_later.js" */

/** @type {Record<string, LaterWord>} */
const FROZEN = { subscription: "file.frozen_subscription", dispute: "file.frozen_dispute", outage: "file.frozen_outage" };
/** @type {Record<string, LaterWord>} */
const OUTCOMES = { upheld: "file.dispute_upheld", dismissed: "file.dispute_dismissed", withdrawn: "file.dispute_withdrawn" };
/** @type {Record<string, LaterWord>} */
const LINKS = { same_person: "file.linked_same_person", household: "file.linked_household", company: "file.linked_company" };

/** @param {{ client: Client }} props */
export function ClientActs({ client }) {
  const lines = linesOf(client, minute.value);
  return html`
    ${lines.length > 0 && html`<section class="card stack" data-gap="small" aria-label=${say("file.acts")}>
      ${lines.map((line) => html`<p key=${line}>${line}</p>`)}
      ${client.pool && html`<a class="button" href="#/pool">${say("file.open_pool")}</a>`}
    </section>`}
    <${Linked} linked=${client.linked ?? []} />`;
}

/** One sentence for each. @param {Client} client @param {number} now @returns {string[]} */
export function linesOf({ pool, frozen, dispute, named_by: standin }, now) {
  const lines = [];
  if (pool) lines.push(say("file.in_pool", { day: calendarDay(pool.since) }));
  const freeze = frozen && FROZEN[frozen.kind];
  if (frozen && freeze) lines.push(say(freeze, { time: shortTime(frozen.since, now) }));
  if (dispute) lines.push(say(OUTCOMES[dispute.outcome ?? ""] ?? "file.dispute_open", { time: shortTime(dispute.at, now) }));
  if (standin) lines.push(say("file.named_by", { name: standin.name }));
  return lines;
}

/** @param {{ linked: NonNullable<Client["linked"]> }} props */
function Linked({ linked }) {
  if (linked.length === 0) return null;
  return html`<${Section} name="linked" title=${say("file.linked")}>
    <ul class="card rows">${linked.map(
      ({ name, kind }) => html`<li key=${`${kind} ${name.surname}`} class="row"><span class="row-main"><b><bdi>${clientName(name)}</bdi></b></span>
        <span class="badge">${say(LINKS[kind] ?? "file.linked")}</span></li>`,
    )}</ul>
  <//>`;
}
