/** The app starts here: the store is opened, then whatever the stage allows is shown. */
import { effect } from "@preact/signals";
import { html } from "htm/preact";
import { render } from "preact";
import { start } from "./courier/commands.js";
import { ledgerAlarm, me, readerLanguage, stage } from "./store/state.js";
import { StorageAlarm } from "./ui/alarm.js";
import { fetchParts, later } from "./ui/later.js";
import { keepMinute } from "./ui/minute.js";
import { timeZone } from "./ui/times.js";
import { Toasts } from "./ui/toast.js";
import { keepShell } from "./ui/update.js";
import { fetchWords, followLanguage, languageTag } from "./ui/words.js";
import { Gate } from "./views/people/gate.js";
import { CurrentScreen } from "./views/routes.js";

const LedgerAlarm = later(async () => (await import("./views/ownership/ledger_alarm.js")).LedgerAlarm);

function App() {
  return html`${ledgerAlarm.value !== null && html`<${LedgerAlarm} />`}
    ${stage.value === "open" ? html`<${CurrentScreen} />` : html`<${Gate} />`}<${Toasts} /><${StorageAlarm} />`;
}

effect(() => {
  if (me.value === null) return;
  timeZone.value = me.value.project.time_zone;
  void followLanguage(me.value.person.language).catch(stayInChinese);
});

effect(() => {
  readerLanguage.value = languageTag();
});

async function open() {
  await followLanguage().catch(stayInChinese);
  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  root.replaceChildren();
  render(html`<${App} />`, root);
  keepMinute();
  await start();
  await keepShell();
  await fetchParts();
  await fetchWords().catch(stayInChinese);
}

/** The English words did not come; they are asked for again with the next start or choice. */
function stayInChinese() {}

// Not awaited here: the parts that are fetched later would wait for it, and it waits for the line.
void open();
