/** My clients, and those I registered and lost: found by name, initials or last digits. */
import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { findClients } from "../../domain/search.js";
import { clients } from "../../store/state.js";
import { LongList } from "../../ui/long_list.js";
import { Screen } from "../../ui/screen.js";
import { say } from "../../ui/words.js";
import { ClientRow } from "./client_row.js";

/** @import { Client } from "../../types.js" */

/** The list of clients. */
export function Clients() {
  const [wanted, setWanted] = useState("");
  const found = findClients(clients.value, wanted);
  return html`<${Screen} title=${say("app.tab_clients")} tab="clients">
    <${SearchBox} search=${setWanted} />
    <div class="beside" data-fill>
      <p class="second" role="status">${say("app.clients_found", { count: found.length })}</p>
      <a class="button" data-kind="quiet" href="#/pool">${say("app.pool")}</a>
    </div>
    ${clients.value.length === 0 && html`<p>${say("app.clients_none")}</p>`}
    ${found.length > 0 && html`<${LongList} items=${found} label=${say("app.tab_clients")}
      keyOf=${(/** @type {Client} */ client) => client.id} row=${(/** @type {Client} */ client) => html`<${ClientRow} client=${client} />`} />`}
  <//>`;
}

/** A search box that waits while Chinese is being composed. @param {{ search: (wanted: string) => void }} props */
function SearchBox({ search }) {
  const composing = useRef(false);
  const typed = (/** @type {Event & { currentTarget: HTMLInputElement }} */ event) => {
    if (!composing.current) search(event.currentTarget.value);
  };
  const composed = (/** @type {Event & { currentTarget: HTMLInputElement }} */ event) => {
    composing.current = false;
    search(event.currentTarget.value);
  };
  return html`<form role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <div class="field">
      <label for="wanted">${say("app.search")}</label>
      <input id="wanted" type="search" enterkeyhint="search" autocomplete="off" onInput=${typed}
        onCompositionStart=${() => (composing.current = true)} onCompositionEnd=${composed} aria-describedby="wanted-hint" />
      <span class="field-hint" id="wanted-hint">${say("app.search_hint")}</span>
    </div>
  </form>`;
}
