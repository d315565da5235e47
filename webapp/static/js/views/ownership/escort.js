/** Which channel came with the client. The office's list stands on the phone, so it can be asked without signal. */
import { html } from "htm/preact";
import { me } from "../../store/state.js";
import { Chips } from "../../ui/chips.js";
import { say } from "../../ui/words.js";

/** @import { Channel, RegistrationDraft } from "../../types.js" */

/**
 * The channels that a source may name: referrers for a referral, all others for a channel. A phone may still hold what an
 * older app knew of the office.
 * @param {RegistrationDraft["source"]} source @param {readonly Channel[]} [channels] @returns {Channel[]}
 */
export function channelsFor(source, channels = []) {
  return channels.filter(({ kind }) => (kind === "public_referral" ? source === "referral" : source === "channel"));
}

/** @param {{ draft: RegistrationDraft, change: (part: Partial<RegistrationDraft>) => void }} props */
export function Escort({ draft, change }) {
  const choices = channelsFor(draft.source, me.value?.project.channels).map(({ id, name }) => ({ value: id, text: name }));
  if (choices.length === 0) return null;
  return html`<${Chips} name="channel" legend=${say("app.escort")} grid=${true} value=${draft.channel} choices=${choices}
    choose=${(/** @type {string} */ channel) => change({ channel })} />`;
}
