/** The open pool: who may be taken, by whom they were lost, and why one may not be taken yet. It is nothing without a line. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { fetchPool, takeFromPool } from "../../courier/pool.js";
import { sync } from "../../store/state.js";
import { failureInWords } from "../../ui/failure.js";
import { LongList } from "../../ui/long_list.js";
import { minute } from "../../ui/minute.js";
import { go } from "../../ui/route.js";
import { Screen } from "../../ui/screen.js";
import { clockTime, shortTime } from "../../ui/times.js";
import { announce } from "../../ui/toast.js";
import { clientName } from "./client_name.js";
import { PoolRow } from "./pool_row.js";
import { say } from "./pool_words.js";

/** @import { Pool as PoolThen, PoolClient } from "../../types.js" */

/** @typedef {{ pool: PoolThen | null, at: number, problem: string }} Seen */

/** The open pool. */
export function Pool() {
  const [seen, setSeen] = useState(/** @type {Seen} */ ({ pool: null, at: 0, problem: "" }));
  const taking = useRef(false);

  const look = async (/** @type {string} */ problem = "") => {
    try {
      const pool = await fetchPool();
      setSeen({ pool, at: Date.now(), problem });
    } catch (failure) {
      setSeen((before) => ({ ...before, problem: problem || failureInWords(failure) }));
    }
  };
  const take = async (/** @type {PoolClient} */ client) => {
    if (taking.current) return;
    taking.current = true;
    try {
      tellTaken(client, await takeFromPool(client.id));
    } catch (failure) {
      await look(failureInWords(failure));
    } finally {
      taking.current = false;
    }
  };
  // What was seen before the line was lost may be gone: it is asked for again as soon as there is one.
  useEffect(() => void look(), [sync.value.online]);
  return html`<${Screen} title=${say("phone_pool.title")} above="#/clients" foot=${html`<${LookAgain} look=${look} />`}>
    <${Headline} seen=${seen} />
    ${seen.pool && html`<${Clients} pool=${seen.pool} take=${take} />`}
  <//>`;
}

/** @param {PoolClient} client @param {string | null} until */
function tellTaken(client, until) {
  const name = clientName(client.name);
  announce({ text: until === null ? say("phone_pool.taken", { name }) : say("phone_pool.taken_until", { name, time: shortTime(until, Date.now()) }) });
  go(`#/clients/${client.id}`);
}

/** @param {{ look: () => void }} props */
function LookAgain({ look }) {
  return html`<button class="button" data-wide type="button" disabled=${!sync.value.online} onClick=${() => look()}>${say("phone_pool.look_again")}</button>`;
}

/** How many may still be taken; and without a line, why none. @param {{ seen: Seen }} props */
function Headline({ seen: { pool, at, problem } }) {
  const { online } = sync.value;
  return html`<div class="stack" data-gap="small">
    <p class="toned" data-tone="seal" role="alert">${online ? problem : ""}</p>
    <div role="status">
      <p class="sentence">${online ? roomInWords(pool, problem) : say("phone_pool.offline")}</p>
      ${pool && html`<p class="second">${say("phone_pool.seen_at", { time: clockTime(at), count: pool.clients.length })}</p>`}
    </div>
  </div>`;
}

/** @param {PoolThen | null} pool @param {string} problem */
function roomInWords(pool, problem) {
  if (pool === null) return problem === "" ? say("phone_pool.looking") : "";
  const { left_today: left, live, cap } = pool;
  return say(left > 0 ? "phone_pool.left_today" : "phone_pool.none_left", { left, live, cap });
}

/** @param {{ pool: PoolThen, take: (client: PoolClient) => void }} props */
function Clients({ pool, take }) {
  if (pool.clients.length === 0) return html`<p class="quiet">${say("phone_pool.empty")}</p>`;
  const row = (/** @type {PoolClient} */ client) =>
    html`<${PoolRow} client=${client} online=${sync.value.online} now=${minute.value} take=${() => take(client)} />`;
  return html`<${LongList} items=${pool.clients} label=${say("phone_pool.title")} keyOf=${(/** @type {PoolClient} */ { id }) => id} row=${row} />`;
}
