/** The fields of a registration, for a new one and for one that is mended. The phone number comes first. */
import { html } from "htm/preact";
import { missingDigits } from "../../ui/phone_text.js";
import { Chips } from "../../ui/chips.js";
import { Field, NoteField } from "../../ui/field.js";
import { PhoneField } from "../../ui/phone_field.js";
import { later } from "../../ui/later.js";
import { say } from "../../ui/words.js";
import { Escort } from "./escort.js";
import { sourcesByUse } from "./sources.js";

/** @import { RegistrationDraft } from "../../types.js" */

const RegistrationMore = later(async () => (await import("./registration_more.js")).RegistrationMore);

/**
 * @typedef {{ draft: RegistrationDraft, change: (part: Partial<RegistrationDraft>) => void,
 *             problem?: { field: string, text: string } | null, note?: unknown, hint?: string }} FormProps
 * @param {FormProps} props
 */
export function RegistrationFields({ draft, change, problem, note, hint = "" }) {
  const problemOf = (/** @type {string} */ field) => (problem?.field === field ? problem.text : undefined);
  return html`<${PhoneField} name="phone" label=${say("app.phone")} value=${draft.phone}
      hint=${phoneHint(draft.phone, hint)} problem=${problemOf("phone")}
      write=${(/** @type {string} */ phone) => change({ phone })} paste=${change} />
    ${note}
    <div class="field-pair">
      <${Field} name="surname" label=${say("app.surname")} value=${draft.surname} problem=${problemOf("surname")}
        write=${(/** @type {string} */ surname) => change({ surname })} attributes=${{ maxlength: 64 }} />
      <${Chips} name="title" legend=${say("app.title")} legendUnseen=${true} value=${draft.title} choices=${titles()}
        choose=${(/** @type {RegistrationDraft["title"]} */ title) => change({ title })} />
    </div>
    <${Chips} name="source" legend=${say("app.source")} grid=${true} value=${draft.source} choices=${sourcesByUse()}
      choose=${(/** @type {RegistrationDraft["source"]} */ source) => change({ source, channel: "" })} />
    <${Escort} draft=${draft} change=${change} />
    <${LaterToday} draft=${draft} change=${change} problem=${problem} />`;
}

/** What may be filled in until the evening, folded away so that the first screen stays short. @param {FormProps} props */
function LaterToday({ draft, change, problem }) {
  const filled = [draft.area, draft.layout, draft.note, draft.named, draft.company_code, ...draft.spare_phones].some(Boolean);
  return html`<details class="disclosure" open=${filled || undefined}>
    <summary>${say("app.later_today")}</summary>
    <div class="stack">
      <${RegistrationMore} draft=${draft} change=${change} problem=${problem} />
      <${Field} name="area" label=${say("app.area")} value=${draft.area} write=${(/** @type {string} */ area) => change({ area })}
        attributes=${{ maxlength: 64 }} />
      <${Field} name="layout" label=${say("app.layout")} value=${draft.layout}
        write=${(/** @type {string} */ layout) => change({ layout })} attributes=${{ maxlength: 64 }} />
      <${NoteField} name="note" label=${say("app.note")} value=${draft.note}
        write=${(/** @type {string} */ note) => change({ note })} />
    </div>
  </details>`;
}

/** @returns {{ value: "mr" | "ms", text: string }[]} */
function titles() {
  return [
    { value: "mr", text: say("app.title_mr") },
    { value: "ms", text: say("app.title_ms") },
  ];
}

/** @param {string} phone @param {string} hint */
function phoneHint(phone, hint) {
  const missing = missingDigits(phone);
  const digits = missing > 0 && phone !== "" ? say("app.digits_missing", { count: missing }) : "";
  return [digits, hint].filter(Boolean).join(" · ");
}
