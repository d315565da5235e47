import { html } from "htm/preact";
import { calendarDay, shortTime } from "../../ui/times.js";
import { clientName } from "./client_name.js";
import { say } from "./pool_words.js";

/** @import { PoolClient } from "../../types.js" */
/** @import { PoolWord } from "./pool_words.js" */

/** @type {Record<string, PoolWord>} */
const WHY_NOT = {
  pool_cap: "phone_pool.why_cap",
  live_cap: "phone_pool.why_live_cap",
  pool_taken: "phone_pool.why_gone",
  not_in_pool: "phone_pool.why_gone",
};

/**
 * Why a client cannot be taken now; nothing for one who can. What time alone keeps is told with its time.
 * @param {PoolClient} client @param {boolean} online @param {number} now
 */
export function whyNot({ may_take: may, why_not: code, free_from: free }, online, now) {
  if (!online) return say("phone_pool.why_offline");
  if (may || code === null) return "";
  const isEarly = Date.parse(free) > now;
  if (code === "pool_frozen") return isEarly ? say("phone_pool.why_new", { time: shortTime(free, now) }) : say("phone_pool.why_disputed");
  if (code === "cooldown") return isEarly ? say("phone_pool.why_cooldown", { time: shortTime(free, now) }) : "";
  return say(WHY_NOT[code] ?? "phone_pool.why_other");
}

/** One client of the pool. @param {{ client: PoolClient, online: boolean, now: number, take: () => void }} props */
export function PoolRow({ client, online, now, take }) {
  const why = whyNot(client, online, now);
  const name = clientName(client.name);
  const lost = client.last_owner_name === null ? "" : say("phone_pool.last_owner", { name: client.last_owner_name });
  const detail = [client.phone_masked, lost, say("phone_pool.since", { day: calendarDay(client.in_pool_since) })].filter(Boolean).join(" · ");
  return html`<div class="row">
    <span class="row-main"><b><bdi>${name}</bdi></b><span>${detail}</span>${why && html`<span id=${`why-${client.id}`}>${why}</span>`}</span>
    <button class="button" type="button" disabled=${why !== ""} onClick=${take} aria-label=${say("phone_pool.take_who", { name })}
      aria-describedby=${why === "" ? undefined : `why-${client.id}`}>${say("phone_pool.take")}</button>
  </div>`;
}
