import { html } from "htm/preact";
import { readNotice } from "../../courier/commands.js";
import { shortTime } from "../../ui/times.js";
import { inOurLanguage, say } from "../../ui/words.js";

/** @import { Notice } from "../../types.js" */

const SHOWN = 30;

/** What changed about my clients, the newest first; opening one marks it read. */
/** @param {{ notices: readonly Notice[], now: number }} props */
export function Notices({ notices, now }) {
  if (notices.length === 0) return html`<p class="quiet">${say("app.changed_none")}</p>`;
  const newest = [...notices].sort((one, other) => Date.parse(other.at) - Date.parse(one.at)).slice(0, SHOWN);
  return html`<ul class="card rows">${newest.map((notice) => html`<li key=${notice.id}><${NoticeRow} notice=${notice} now=${now} /></li>`)}</ul>`;
}

/** @param {{ notice: Notice, now: number }} props */
function NoticeRow({ notice, now }) {
  const unread = notice.read_at === null;
  const words = html`<span class="row-main">
      ${unread ? html`<b>${inOurLanguage(notice.sentence)}</b>` : html`<span>${inOurLanguage(notice.sentence)}</span>`}
      <span><time dateTime=${notice.at}>${shortTime(notice.at, now)}</time></span></span>
    ${unread && html`<span class="badge" data-tone="seal">${say("app.unread")}</span>`}`;
  const read = () => unread && void readNotice(notice.id);
  return notice.client_id === null
    ? html`<button class="row" type="button" onClick=${read}>${words}</button>`
    : html`<a class="row" href=${`#/clients/${notice.client_id}`} onClick=${read}>${words}</a>`;
}
