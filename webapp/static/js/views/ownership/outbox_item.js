import { html } from "htm/preact";
import { setAside } from "../../courier/commands.js";
import { Seal } from "../../ui/seal.js";
import { shortTime } from "../../ui/times.js";
import { announce } from "../../ui/toast.js";
import { inOurLanguage } from "../../ui/words.js";
import { say } from "../../ui/words_later.js";
import { itemDetail, itemTitle, stateWords } from "./item_words.js";

/** @import { Item } from "../../types.js" */

/** One entry: what, when, how far. A registration opens its code, so that the client can still scan. @param {{ item: Item }} props */
export function ItemRow({ item }) {
  const { word, tone, seal } = stateWords(item);
  const open = item.type === "registration" && item.state !== "withdrawn";
  const detail = [itemDetail(item), shortTime(item.at, Date.now()), inOurs(item.message)].filter(Boolean).join(" · ");
  const inside = html`<${Seal} size="small" state=${seal} />
    <span class="row-main"><b><bdi>${itemTitle(item)}</bdi></b><span>${detail}</span></span>
    <span class="row-end" data-tone=${tone}>${say(word)}</span>`;
  return open ? html`<a class="row" href=${`#/code/${item.id}`}>${inside}</a>` : html`<div class="row">${inside}</div>`;
}

/** An entry the server could not take: why, and what a hand can do. @param {{ item: Item }} props */
export function MendCard({ item }) {
  const leaveIt = async () => {
    await setAside(item.id);
    announce({ text: say("later.set_aside"), action: { text: say("app.undo"), run: () => void setAside(item.id, "needs_mending") } });
  };
  return html`<div class="card stack" data-tone="seal">
    <div>
      <b><bdi>${itemTitle(item)}</bdi></b> ${item.pii.phone && html`<span class="quiet together">${item.pii.phone}</span>`}
      <p>${inOurs(item.message)}</p>
      <p class="second">${shortTime(item.at, Date.now())} · ${say("later.set_aside_note")}</p>
    </div>
    <div class="beside" data-fill>
      ${item.type === "registration" && html`<a class="button" data-kind="ink" href=${`#/register/${item.id}`}>${say("later.mend")}</a>`}
      <button class="button" type="button" onClick=${leaveIt}>${say("later.set_aside")}</button>
    </div>
  </div>`;
}

/** @param {import("../../ui/words.js").BothLanguages | null | undefined} sentence */
function inOurs(sentence) {
  return sentence ? inOurLanguage(sentence) : "";
}
