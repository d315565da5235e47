/** A client's file: who owns them and why, how to reach them, and every contact so far. */
import { html } from "htm/preact";
import { clients, outbox } from "../../store/state.js";
import { minute } from "../../ui/minute.js";
import { Screen, Section } from "../../ui/screen.js";
import { inOurLanguage } from "../../ui/words.js";
import { say } from "../../ui/words_later.js";
import { Contacts } from "../floor/contacts.js";
import { Grounds, Verdict } from "../justice/ruling.js";
import { clientName } from "./client_name.js";
import { DaysLeft } from "./client_row.js";
import { FullNumber } from "./full_number.js";
import { ClientActs } from "./client_acts.js";
import { missingWords } from "./missing.js";
import { sealOf } from "./seal_of.js";
import { subjectOf } from "./subject.js";

/** @import { Client } from "../../types.js" */

/** @param {{ id: string }} props */
export function ClientFile({ id }) {
  const client = clients.value.find((each) => each.id === id);
  if (client === undefined) return html`<${NotHere} />`;
  const { ruling, state } = client;
  const foot = state === "mine" && html`<a class="button" data-kind="ink" data-wide href=${`#/clients/${id}/follow-up`}>${say("file.follow_up_title")}</a>`;
  return html`<${Screen} title=${clientName(client.name)} above="#/clients" foot=${foot}>
    ${ruling && html`<${Verdict} ruling=${ruling} state=${sealOf(client)} others=${state === "theirs"} />`}
    <${ClientActs} client=${client} />
    ${state === "waiting" && html`<p class="card" data-tone="amber">${say("file.waiting_note")}</p>`}
    <${Incomplete} client=${client} />
    ${state === "mine" && html`<${Reach} client=${client} />`}
    ${ruling && html`<${Grounds} ruling=${ruling} /><${Disagree} client=${client} />`}
    ${client.channel && html`<${Credit} channel=${client.channel} />`}
    <${Section} name="contacts" title=${say("file.contacts")}><${Contacts} contacts=${client.contacts} /><//>
    <${GiveUp} client=${client} />
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
    ${client.spare_phones_masked?.map((phone) => html`<p key=${phone} class="second">${say("file.spare_number", { phone })}</p>`)}
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

/** While the time to appeal runs, whoever does not agree can say so; what is under way is said above. @param {{ client: Client }} props */
function Disagree({ client: { id, state, ruling, dispute } }) {
  if (state === "mine" || ruling === null || minute.value > Date.parse(ruling.appeal.until) || dispute?.status === "open") return null;
  return html`<a class="button" href=${`#/clients/${id}/dispute`}>${say("file.disagree")}</a>`;
}

/** An own client can be given up to the pool, but not while a deal or an appeal holds it where it is. @param {{ client: Client }} props */
function GiveUp({ client }) {
  const subject = subjectOf(client);
  if (client.state !== "mine" || client.frozen || subject === undefined) return null;
  return isUnderWay("release", subject)
    ? html`<p class="quiet">${say("later.release_saved")}</p>`
    : html`<a class="button" data-kind="quiet" href=${`#/clients/${client.id}/release`}>${say("later.release_title")}</a>`;
}

/** An own registration can be taken back for as long as it lives. @param {{ client: Client }} props */
function TakeBack({ client }) {
  const registration = client.registrations.at(-1);
  if (registration === undefined) return null;
  return isUnderWay("withdrawal", registration)
    ? html`<p class="quiet">${say("app.withdrawn")}</p>`
    : html`<a class="button" data-kind="quiet" href=${`#/clients/${client.id}/withdraw`}>${say("later.withdraw_registration")}</a>`;
}

/** @param {"release" | "withdrawal"} kind @param {string} subject */
function isUnderWay(kind, subject) {
  return outbox.value.some(({ type, body, state }) => type === kind && body["subject"] === subject && !["needs_mending", "withdrawn"].includes(state));
}

function NotHere() {
  return html`<${Screen} title=${say("later.client")} above="#/clients"><p>${say("later.client_not_here")}</p><//>`;
}
