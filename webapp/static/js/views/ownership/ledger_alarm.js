/**
 * The ledger does not hold: over the whole screen, again with every start, until this phone is enrolled anew. Work goes on
 * beneath it, because whoever tampered with the record must not be able to stop everybody's registrations as well.
 */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import en from "../../../../locales/en/ledger.json";
import zh from "../../../../locales/zh/ledger.json";
import { ledgerAlarm } from "../../store/state.js";
import { useModal } from "../../ui/modal.js";
import { exactTime } from "../../ui/times.js";
import { withBook } from "../../ui/words.js";

/** @import { LedgerHead } from "../../types.js" */
/** @import { LedgerAlarm as Alarm } from "../../store/ledger.js" */

/** @typedef {`ledger.${keyof typeof zh & string}`} Word */

const say = /** @type {import("../../ui/words.js").Say<Word>} */ (withBook("ledger", { zh, en }));

/** The alarm, and a bar in its place once it was read. */
export function LedgerAlarm() {
  const [read, setRead] = useState(false);
  const alarm = ledgerAlarm.value;
  if (alarm === null) return null;
  if (!read) return html`<${WholeScreen} alarm=${alarm} goOn=${() => setRead(true)} />`;
  return html`<aside class="alarm-bar"><button class="button" type="button" onClick=${() => setRead(false)}>${say("ledger.show")}</button></aside>`;
}

/** @param {{ alarm: Alarm, goOn: () => void }} props */
function WholeScreen({ alarm, goOn }) {
  const dialog = useModal();
  return html`<dialog class="alarm" role="alertdialog" ref=${dialog} aria-labelledby="ledger-alarm" aria-describedby="ledger-what" onCancel=${goOn}>
    <h1 id="ledger-alarm">${say("ledger.title")}</h1>
    <p id="ledger-what"><strong>${inWords(alarm)}</strong></p>
    <p>${say("ledger.why")} ${say("ledger.found_at", { time: exactTime(alarm.at) })}</p>
    <h2>${say("ledger.to_do")}</h2>
    <ul><li>${say("ledger.to_do_keep")}</li><li>${say("ledger.to_do_tell")}</li><li>${say("ledger.to_do_work")}</li></ul>
    <dl><dt>${say("ledger.kept")}</dt><dd>${headInWords(alarm.kept)}</dd><dt>${say("ledger.shown")}</dt><dd>${headInWords(alarm.shown)}</dd></dl>
    <button class="button" type="button" onClick=${goOn}>${say("ledger.go_on")}</button>
  </dialog>`;
}

/** Which records, and in which way. @param {Alarm} alarm */
function inWords({ wrong, first, last }) {
  const range = first === last ? (first === 0 ? say("ledger.added_first") : say("ledger.range_one", { first })) : say("ledger.range_many", { first: Math.max(first, 1), last });
  return say(`ledger.wrong_${wrong}`, { range, first, last });
}

/** Letters are easier to compare by fours. @param {LedgerHead | null} head */
function headInWords(head) {
  if (head === null) return "–";
  return say("ledger.head", { size: head.size, root: (head.root.match(/.{1,4}/gu) ?? []).join(" ") });
}
