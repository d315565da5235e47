/** The outbox: nothing leaves this phone silently, so each entry stands here with its state in words. */
import { html } from "htm/preact";
import { syncNow } from "../../courier/commands.js";
import { exportQueue } from "../../courier/departure.js";
import { outbox } from "../../store/state.js";
import { failureInWords } from "../../ui/failure.js";
import { offerFile } from "../../ui/offer_file.js";
import { Screen, Section } from "../../ui/screen.js";
import { SyncReport } from "../../ui/sync_report.js";
import { announce } from "../../ui/toast.js";
import { say } from "../../ui/words_later.js";
import { ItemRow, MendCard } from "./outbox_item.js";

/** @import { Item } from "../../types.js" */

const DONE_SHOWN = 50;

/** The outbox. */
export function Outbox() {
  const items = [...outbox.value].sort((one, other) => other.seq - one.seq);
  const needing = items.filter(({ state }) => state === "needs_mending");
  const waiting = items.filter(({ state }) => state === "saved" || state === "sending").reverse();
  const held = items.filter(({ state }) => state === "held");
  const done = items.filter(({ state }) => state === "confirmed" || state === "withdrawn").slice(0, DONE_SHOWN);
  const foot = html`<button class="button" data-kind="ink" data-wide type="button" onClick=${syncNow}>${say("later.sync_now")}</button>`;
  return html`<${Screen} title=${say("later.outbox")} above="#/today" foot=${foot}>
    <div><p>${say("later.outbox_promise")}</p><${SyncReport} /></div>
    ${needing.length > 0 && html`<${Section} name="mend" title=${say("later.outbox_mend")}>
      <div class="stack">${needing.map((item) => html`<${MendCard} key=${item.id} item=${item} />`)}</div><//>`}
    <${Part} name="waiting" title=${say("later.outbox_waiting")} items=${waiting} />
    <${Part} name="held" title=${say("later.outbox_held")} items=${held} />
    <${Part} name="done" title=${say("later.outbox_done")} items=${done} />
    ${items.length === 0 && html`<p class="quiet">${say("later.outbox_empty")}</p>`}
    ${items.length > 0 && html`<button class="button" data-kind="quiet" type="button" onClick=${saveCopy}>${say("later.export")}</button>`}
  <//>`;
}

/** @param {{ name: string, title: string, items: readonly Item[] }} props */
function Part({ name, title, items }) {
  if (items.length === 0) return null;
  return html`<${Section} name=${name} title=${title} note=${say("later.count", { count: items.length })}>
    <ul class="card rows">${items.map((item) => html`<li key=${item.id}><${ItemRow} item=${item} /></li>`)}</ul><//>`;
}

async function saveCopy() {
  try {
    offerFile(await exportQueue(), "xiandeng-outbox.json");
  } catch (failure) {
    announce({ text: failureInWords(failure) });
  }
}
