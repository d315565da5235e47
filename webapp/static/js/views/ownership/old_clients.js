/** Old clients as the office published them: everybody looks them through, and objects to what is wrong. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { fetchOldClients } from "../../courier/old_clients.js";
import { sync } from "../../store/state.js";
import { failureInWords } from "../../ui/failure.js";
import { LongList } from "../../ui/long_list.js";
import { Screen, Section } from "../../ui/screen.js";
import { calendarDay } from "../../ui/times.js";
import { OldClientRow } from "./old_client_row.js";
import { say } from "./old_client_words.js";

/** @import { OldClient, OldClientList } from "../../types.js" */

/** @typedef {{ lists: OldClientList[] | null, problem: string }} Seen */

/** Every list that is open to objections. */
export function OldClients() {
  const [{ lists, problem }, setSeen] = useState(/** @type {Seen} */ ({ lists: null, problem: "" }));
  const { online } = sync.value;
  const look = async () => {
    try {
      setSeen({ lists: await fetchOldClients(), problem: "" });
    } catch (failure) {
      setSeen((before) => ({ ...before, problem: failureInWords(failure) }));
    }
  };
  useEffect(() => void look(), [online]);
  return html`<${Screen} title=${say("phone_old.title")} above="#/me">
    <p class="second" role="status">${headline(lists, online, problem)}</p>
    <p class="toned" data-tone="seal" role="alert">${online ? problem : ""}</p>
    ${lists?.map((list) => html`<${OneList} key=${list.id} list=${list} look=${look} />`)}
  <//>`;
}

/** @param {OldClientList[] | null} lists @param {boolean} online @param {string} problem */
function headline(lists, online, problem) {
  if (!online) return say("phone_old.offline");
  if (lists === null) return problem === "" ? say("phone_old.looking") : "";
  return say(lists.length === 0 ? "phone_old.none" : "phone_old.note");
}

/** @param {{ list: OldClientList, look: () => Promise<void> }} props */
function OneList({ list, look }) {
  const row = (/** @type {OldClient} */ client) => html`<${OldClientRow} client=${client} look=${look} />`;
  const note = say("phone_old.until", { by: list.published_by, day: calendarDay(list.objections_until) });
  return html`<${Section} name=${`list-${list.id}`} title=${say("phone_old.list", { count: list.clients.length })} note=${note}>
    <${LongList} items=${list.clients} label=${say("phone_old.title")} keyOf=${(/** @type {OldClient} */ { id }) => id} row=${row} /><//>`;
}
