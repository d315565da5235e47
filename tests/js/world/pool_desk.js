/** The office's open pool, its list of colleagues and its appeals, as far as a phone hears of them. */

/** @import { PoolClient } from "../../../webapp/static/js/types.js" */

/** @typedef {{ status: number, body: unknown }} Reply */
/** @typedef {{ client: string, ruling: number, words: string }} Handed whatever is posted here */

/** @param {string} code @returns {Reply} */
const conflict = (code) => ({ status: 409, body: { code, message: `server: ${code}`, details: {} } });

/** Where clients wait to be taken, and appeals are handed in. */
export class PoolDesk {
  colleagues = [{ id: "0192f3a1-0000-7000-8000-0000000000b2", name: "测试乙", staff_number: "A08" }];
  /** @type {PoolClient[]} */
  clients = [poolClient("c1", "王")];
  left = 3;
  /** What was handed in. @type {Handed[]} */
  disputes = [];
  /** What the next take or appeal meets. @type {string | null} */
  refuses = null;

  /** @type {Record<string, (wish: Handed) => Reply>} */
  routes = {
    "GET /ownership/pool": () => ({ status: 200, body: { clients: this.clients, left_today: this.left, live: 12, cap: 150 } }),
    "POST /ownership/pool/claims": ({ client }) => this.take(client),
    "GET /ownership/colleagues": () => ({ status: 200, body: { people: this.colleagues } }),
    "POST /ownership/disputes": (wish) => this.hear(wish),
  };

  /** @param {string} id @returns {Reply} */
  take(id) {
    const found = this.clients.find((client) => client.id === id);
    if (found === undefined || this.refuses !== null) return conflict(this.refuses ?? "pool_taken");
    this.clients = this.clients.filter((client) => client !== found);
    this.left -= 1;
    const client = { ...found, state: "mine", owner: null, contested: false, protection: null, last_contact_at: null, registrations: [], contacts: [], missing: [], ruling: null };
    return { status: 201, body: { client, protected_until: "2026-11-27T16:00:00.000Z" } };
  }

  /** @param {Handed} wish @returns {Reply} */
  hear(wish) {
    if (this.refuses !== null) return conflict(this.refuses);
    this.disputes.push(wish);
    return { status: 201, body: { until: "2026-11-25T01:00:00.000Z" } };
  }
}

/** Somebody invented, free to be taken. @param {string} id @param {string} surname @param {Partial<PoolClient>} [part] @returns {PoolClient} */
export function poolClient(id, surname, part = {}) {
  return {
    id, name: { surname, title: "ms" }, phone_masked: "138****1111", last_owner_name: "测试乙", in_pool_since: "2026-11-20T02:00:00.000Z",
    free_from: "2026-11-21T02:00:00.000Z", may_take: true, why_not: null, ...part,
  };
}
