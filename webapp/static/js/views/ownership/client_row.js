import { html } from "htm/preact";
import { minute } from "../../ui/minute.js";
import { Seal } from "../../ui/seal.js";
import { daysLeft } from "../../ui/times.js";
import { say } from "../../ui/words.js";
import { clientName } from "./client_name.js";
import { daysInWords } from "./days_left.js";
import { sealOf } from "./seal_of.js";

/** @import { Client } from "../../types.js" */

/** One client in a list: who, how it stands, how long it is protected. @param {{ client: Client }} props */
export function ClientRow({ client }) {
  const mine = client.state === "mine";
  return html`<a class="row" href=${`#/clients/${client.id}`}>
    <${Seal} size="small" state=${sealOf(client)} others=${client.state === "theirs"} />
    <span class="row-main">
      <b><bdi>${clientName(client.name)}</bdi> ${client.contested && html`<span class="badge" data-tone="amber">${say("app.contested")}</span>`}</b>
      <span>${client.phone_masked} · ${whose(client)}</span>
    </span>
    ${mine && client.protection && html`<${DaysLeft} until=${client.protection.until} />`}
  </a>`;
}

/** How many days of protection are left, amber and red as the rule book warns. @param {{ until: string }} props */
export function DaysLeft({ until }) {
  const { before, figure, after, tone } = daysInWords(daysLeft(until, minute.value));
  return html`<span class="row-end" data-tone=${tone}>${before}<b>${figure}</b>${after}</span>`;
}

/** @param {Client} client */
function whose({ state, owner, pool }) {
  if (state === "mine") return say("app.whose_mine");
  if (state === "waiting") return say("app.whose_waiting");
  if (state === "unclaimed") return say("app.whose_unclaimed");
  if (pool) return say("app.whose_pool");
  if (owner === null || state === "open") return say("app.whose_open");
  return say("app.whose_theirs", { name: owner.name || say("app.a_colleague") });
}
