/** Today: what changed about my clients, whose protection is about to lapse, whom to call. */
import { html } from "htm/preact";
import { rulesToRead } from "../../store/rules.js";
import { clients, notices } from "../../store/state.js";
import { later } from "../../ui/later.js";
import { minute } from "../../ui/minute.js";
import { Screen, Section } from "../../ui/screen.js";
import { dayOfWeek, daysLeft } from "../../ui/times.js";
import { say } from "../../ui/words.js";
import { clientName } from "../ownership/client_name.js";
import { ClientRow } from "../ownership/client_row.js";
import { Notices } from "./notices.js";
import { aboutToLapse, dueForFollowUp } from "./today_lists.js";

/** @import { Client } from "../../types.js" */

/** There is seldom one, so its code comes with the parts that are fetched later. */
const RulesCard = later(async () => (await import("../ownership/rules_card.js")).RulesCard);

/** Today. */
export function Today() {
  const now = minute.value;
  const lapsing = aboutToLapse(clients.value, now);
  const due = dueForFollowUp(clients.value, now);
  const unread = notices.value.filter((notice) => notice.read_at === null);
  return html`<${Screen} title=${say("app.tab_today")} note=${dayOfWeek(now)} tab="today">
    <p class="sentence">${headline(lapsing, due, unread.length, now)}</p>
    ${lapsing.length > 0 && html`<${Section} name="lapsing" title=${say("app.lapsing")} note=${say("app.lapsing_note")}>
      <${Rows} clients=${lapsing} /><//>`}
    ${due.length > 0 && html`<${Section} name="due" title=${say("app.due")} note=${say("app.due_note")}>
      <${Rows} clients=${due} /><//>`}
    ${rulesToRead.value.length > 0 && html`<${RulesCard} />`}
    <${Section} name="changed" title=${say("app.changed")}><${Notices} notices=${notices.value} now=${now} /><//>
  <//>`;
}

/** @param {{ clients: readonly Client[] }} props */
function Rows({ clients: shown }) {
  return html`<ul class="card rows">${shown.map((client) => html`<li key=${client.id}><${ClientRow} client=${client} /></li>`)}</ul>`;
}

/**
 * The one thing to do first.
 * @param {readonly Client[]} lapsing @param {readonly Client[]} due @param {number} unread @param {number} now
 */
function headline([first], due, unread, now) {
  if (first?.protection) {
    const days = daysLeft(first.protection.until, now);
    return say(days === 0 ? "app.headline_today" : "app.headline_lapsing", { name: clientName(first.name), days });
  }
  if (due[0] !== undefined) return say("app.headline_due", { name: clientName(due[0].name) });
  return say(unread > 0 ? "app.headline_changed" : "app.headline_calm");
}
