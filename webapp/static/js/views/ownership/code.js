/** The code held out to the client. It works without signal on this phone: the client's own network carries the proof. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { codeUrl } from "../../courier/commands.js";
import { me, outbox } from "../../store/state.js";
import { QrCode } from "../../qr/code.js";
import { leave } from "../../ui/route.js";
import { Screen, Section } from "../../ui/screen.js";
import { Seal } from "../../ui/seal.js";
import { clockTime } from "../../ui/times.js";
import { say } from "../../ui/words.js";
import { clientName } from "./client_name.js";

/** @param {{ id: string }} props id of the registration's entry */
export function CodeScreen({ id }) {
  const [url, setUrl] = useState(/** @type {string | null | undefined} */ (undefined));
  useEffect(() => void codeUrl(id).then(setUrl), [id]);
  const done = html`<button class="button" data-kind="ink" data-wide type="button" onClick=${() => leave("#/today")}>${say("app.done")}</button>`;
  return html`<${Screen} title=${say("app.code_title")} above="#/today" glyph="close" foot=${done}>
    <${SavedHere} id=${id} />
    ${url === null && html`<p class="card" data-tone="amber">${say("app.code_none")}</p>`}
    ${url && html`<${Ticket} url=${url} /><${WithoutSignal} />`}
  <//>`;
}

/** How far this registration has come. @param {{ id: string }} props */
function SavedHere({ id }) {
  const item = outbox.value.find((each) => each.id === id);
  if (item === undefined) return null;
  const confirmed = item.state === "confirmed";
  return html`<div class="sealed">
    <${Seal} state=${confirmed ? "stamped" : "inked"} fresh=${true} />
    <div><b>${say(confirmed ? "app.confirmed" : "app.saved")}</b>
      <p class="second">${say("app.saved_where", { name: clientName(item.pii), time: clockTime(item.at) })}</p></div>
  </div>`;
}

/** @param {{ url: string }} props */
function Ticket({ url }) {
  const person = me.value?.person;
  return html`<section class="ticket" aria-labelledby="ask">
    ${person && html`<div class="agent">
      <span class="portrait" aria-hidden="true">${[...person.name][0]}</span>
      <div><b class="agent-name"><bdi>${person.name}</bdi></b>
        <p class="second">${say("app.agent_line", { number: person.staff_number, project: me.value?.project.name ?? "" })}</p></div>
    </div>`}
    <${QrCode} text=${url} />
    <h2 id="ask" class="sentence centred">${say("app.code_ask")}</h2>
    <p class="second centred">${say("app.code_again")}</p>
  </section>`;
}

function WithoutSignal() {
  return html`<${Section} name="how" title=${say("app.code_how")}>
    <ol class="timeline">
      <li data-tone="slate"><b>${say("app.code_how_open")}</b><p>${say("app.code_how_open_note")}</p></li>
      <li data-tone="jade"><b>${say("app.code_how_time")}</b><p>${say("app.code_how_time_note")}</p></li>
      <li data-tone="slate"><b>${say("app.code_how_text")}</b><p>${say("app.code_how_text_note")}</p></li>
    </ol>
  <//>`;
}
