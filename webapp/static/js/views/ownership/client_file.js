/** A client's file: who owns them and why, how to reach them, and every contact so far. */
import { html } from "htm/preact";
import { clients, outbox } from "../../store/state.js";
import { Screen, Section } from "../../ui/screen.js";
import { inOurLanguage } from "../../ui/words.js";
import { say } from "../../ui/words_later.js";
import { Contacts } from "../floor/contacts.js";
import { Grounds, Verdict } from "../justice/ruling.js";
import { clientName } from "./client_name.js";
import { DaysLeft } from "./client_row.js";
import { FullNumber } from "./full_number.js";
import { missingWords } from "./missing.js";
import { sealOf } from "./seal_of.js";

/** @import { Client } from "../../types.js" */

/** @param {{ id: string }} props */
export function ClientFile({ id }) {
  const client = clients.value.find((each) => each.id === id);
  if (client === undefined) return html`<${NotHere} />`;
  const { ruling, state } = client;
  const foot = state === "mine" && html`<a class="button" data-kind="ink" data-wide href=${`#/clients/${id}/follow-up`}>${say("file.follow_up_title")}</a>`;
  return html`<${Screen} title=${clientName(client.name)} above="#/clients" foot=${foot}>
    ${ruling && html`<${Verdict} ruling=${ruling} state=${sealOf(client)} others=${state === "theirs"} />`}
    <${Incomplete} client=${client} />
    ${state === "mine" && html`<${Reach} client=${client} />`}
    ${ruling && html`<${Grounds} ruling=${ruling} />`}
    ${client.channel && html`<${Credit} channel=${client.channel} />`}
    <${Section} name="contacts" title=${say("file.contacts")}><${Contacts} contacts=${client.contacts} /><//>
    <${TakeBack} client=${client} />
  <//>`;
}

/** Which channel is credited, which is another thing than whose the client is. @param {{ channel: NonNullable<Client["channel"]> }} props */
function Credit({ channel }) {
  return html`<${Section} name="credit" title=${say("file.credit")} note=${channel.name ?? say("file.credit_nobody")}>
    <p class="card">${inOurLanguage(channel.sentence)}</p>
  <//>`;
}

/** How to reach an own client, and what can be logged. @param {{ client: Client }} props */
function Reach({ client }) {
  const registration = client.registrations.at(-1);
  return html`<section class="card stack" aria-label=${say("file.reach")}>
    ${client.protection && html`<p class="beside"><span class="second">${say("file.protection")}</span><${DaysLeft} until=${client.protection.until} /></p>`}
    <${FullNumber} client=${client} />
    <div class="beside" data-fill>
      <a class="button" href=${`#/clients/${client.id}/visit`}>${say("file.visit_title")}</a>
      ${registration && html`<a class="button" href=${`#/code/${registration}`}>${say("file.show_code")}</a>`}
    </div>
  </section>`;
}

/** What the registration still lacks. @param {{ client: Client }} props */
function Incomplete({ client }) {
  const registration = client.registrations.at(-1);
  if (client.missing.length === 0 || registration === undefined) return null;
  return html`<section class="card stack" data-tone="seal" aria-label=${say("file.incomplete")}>
    ${client.state === "unclaimed" && html`<p>${say("file.unclaimed_note")}</p>`}
    <p>${say("file.missing", { fields: missingWords(client.missing) })}</p>
    <a class="button" href=${`#/register/${registration}`}>${say("file.complete_it")}</a>
  </section>`;
}

/** An own registration can be taken back for as long as it lives. @param {{ client: Client }} props */
function TakeBack({ client }) {
  const registration = client.registrations.at(-1);
  if (registration === undefined) return null;
  const isUnderWay = outbox.value.some(({ type, body, state }) => type === "withdrawal" && body["subject"] === registration && state !== "needs_mending");
  return isUnderWay
    ? html`<p class="quiet">${say("app.withdrawn")}</p>`
    : html`<a class="button" data-kind="quiet" href=${`#/clients/${client.id}/withdraw`}>${say("later.withdraw_registration")}</a>`;
}

function NotHere() {
  return html`<${Screen} title=${say("later.client")} above="#/clients"><p>${say("later.client_not_here")}</p><//>`;
}
