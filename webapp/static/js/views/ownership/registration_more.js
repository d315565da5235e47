/** What a registration may add: the colleague asked for, further numbers, a company. None of it is needed to save. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { readColleagues } from "../../store/colleagues.js";
import { Field } from "../../ui/field.js";
import { groupPhone } from "../../ui/phone_text.js";
import { say } from "../../ui/words_later.js";

/** @import { Colleague, RegistrationDraft } from "../../types.js" */

/** The server takes no more than these. */
const MOST_SPARE = 3;

/**
 * @typedef {{ draft: RegistrationDraft, change: (part: Partial<RegistrationDraft>) => void,
 *             problem?: { field: string, text: string } | null }} MoreProps
 * @param {MoreProps} props
 */
export function RegistrationMore({ draft, change, problem }) {
  const problemOf = (/** @type {string} */ field) => (problem?.field === field ? problem.text : undefined);
  return html`<${Named} named=${draft.named} change=${change} problem=${problemOf("named")} />
    <${SparePhones} phones=${draft.spare_phones} change=${change} problem=${problemOf("spare_phones")} />
    <${Field} name="company_code" label=${say("later.company_code")} value=${draft.company_code} hint=${say("later.company_code_hint")}
      problem=${problemOf("company_code")} write=${(/** @type {string} */ code) => change({ company_code: code })}
      attributes=${{ maxlength: 32, autocapitalize: "characters", spellcheck: "false" }} />`;
}

/** @param {{ named: string, change: (part: { named: string }) => void, problem: string | undefined }} props */
function Named({ named, change, problem }) {
  const [people, setPeople] = useState(/** @type {Colleague[]} */ ([]));
  useEffect(() => void readColleagues().then((known) => setPeople(known.people)), []);
  const below = problem ?? (people.length === 0 ? say("later.named_none_known") : undefined);
  const chosen = (/** @type {Event & { currentTarget: HTMLSelectElement }} */ event) => change({ named: event.currentTarget.value });
  return html`<div class="field" data-tone=${problem ? "seal" : undefined}>
    <label for="named">${say("later.named")}</label>
    <select id="named" name="named" value=${named} onChange=${chosen} aria-describedby=${below === undefined ? undefined : "named-hint"}>
      <option value="">${say("later.named_nobody")}</option>
      ${people.map(({ id, name, staff_number: number }) => html`<option key=${id} value=${id}>${name} · ${number}</option>`)}
    </select>
    ${below === undefined ? null : html`<span class="field-hint" id="named-hint">${below}</span>`}
  </div>`;
}

/** @param {{ phones: readonly string[], change: (part: { spare_phones: string[] }) => void, problem: string | undefined }} props */
function SparePhones({ phones, change, problem }) {
  const boxes = phones.length === 0 ? [""] : phones;
  const write = (/** @type {number} */ place) => (/** @type {string} */ text) =>
    change({ spare_phones: boxes.map((phone, each) => (each === place ? groupPhone(text) : phone)) });
  const mayAdd = boxes.length < MOST_SPARE && boxes.at(-1) !== "";
  return html`${boxes.map((phone, place) => html`<${Field} key=${place} name=${`spare-${place + 1}`} value=${phone} write=${write(place)}
      label=${boxes.length === 1 ? say("later.spare_phone") : say("later.spare_phone_number", { number: place + 1 })}
      problem=${place === boxes.length - 1 ? problem : undefined} attributes=${{ type: "tel", inputmode: "numeric", maxlength: 32 }} />`)}
    ${mayAdd && html`<button class="button" data-kind="quiet" type="button" onClick=${() => change({ spare_phones: [...boxes, ""] })}>${say("later.spare_add")}</button>`}`;
}
