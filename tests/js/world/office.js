/**
 * A small office server: it keeps chains and answers as the real one does, down to the codes. It can be copied and restored,
 * as by an operator with an older backup.
 */
import { webcrypto } from "node:crypto";
import { fromBase64url } from "../../../webapp/static/js/domain/base64url.js";
import { commitment, epochMessage, genesis, headMessage, link } from "../../../webapp/static/js/domain/chain.js";
import { PoolDesk } from "./pool_desk.js";

/** @typedef {{ status: number, body: unknown }} Reply */
/** @typedef {{ seq: number, id: string, text: string, hash: string, status: string, code: string | null }} Row */
/** @typedef {{ genesis: string, rows: Row[] }} Chain */
/** @typedef {{ id: string, epoch: number, chains: Map<number, Chain>, key: JsonWebKey, closed: boolean }} Device */
/** @typedef {{ text: string, pii?: { salt: string, json: string } }} Sent */
/**
 * @typedef {{ device: string, epoch: number, head: { seq: number, hash: string }, anchor: string, now: { wall_ms: number },
 *             entries: Sent[], signature: string }} Push
 * @typedef {Push & { public_key: JsonWebKey, want: number }} Wish whatever is posted
 */

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const PAGE = 50;

/** @param {Uint8Array<ArrayBuffer>} bytes */
const sha256 = (bytes) => webcrypto.subtle.digest("SHA-256", bytes);

/** @param {number} status @param {string} code @returns {Reply} */
const refusal = (status, code) => ({ status, body: { code, message: `server: ${code}`, details: {} } });

/** The office with one agent. */
export class Office {
  person = { id: "0192f3a1-0000-7000-8000-0000000000a1", name: "王小芳", staff_number: "A07", role: "agent", language: "zh" };
  project = { id: 1, name: "滨江一号", time_zone: "Asia/Shanghai", warning_days: [3] };
  signedIn = true;
  csrf = "token-1";
  /** When the session was opened. */
  began = "2026-11-24T01:00:00.000Z";
  /** @type {Map<string, Device>} */
  devices = new Map();
  /** Applied once each; the value is how often. @type {Map<string, number>} */
  applied = new Map();
  /** What was sent beside the texts. @type {Map<string, unknown>} */
  personal = new Map();
  /** @type {Push[]} */
  pushes = [];
  /** Requests by method and path. @type {string[]} */
  log = [];
  /** Accusations of the phone: with an honest one there are none. @type {string[]} */
  contradictions = [];
  issued = 0;
  /** Anchors up to this one are of keys that were lost. */
  forgotten = 0;
  /** What a pull says of the rules, and by which tags it was asked. @type {import("../../../webapp/static/js/types.js").RulesOnPhone | null} */
  rules = null;
  /** @type {(string | null)[]} */
  rulesAsked = [];
  /** @type {(entry: { id: string, type: string }) => [string, string | null]} */
  judge = () => ["applied", null];

  /** @param {string} method @param {string} path @param {Wish} body @param {string} token @returns {Promise<Reply>} */
  async answer(method, path, body, token) {
    this.log.push(`${method} ${path.split("?")[0]}`);
    if (!this.signedIn) return refusal(401, "sign_in");
    if (method !== "GET" && token !== this.csrf) return refusal(400, "csrf");
    const [address = "", query] = path.split("?");
    const read = /^\/rules\/(\d+)\/read$/u.exec(address);
    if (read !== null) return this.readRules(Number(read[1]));
    const epochs = /^\/devices\/(.+)\/epochs$/u.exec(address);
    if (epochs !== null) return this.postEpoch(epochs[1] ?? "", body);
    return this.routes[`${method} ${address}`]?.(body, new URLSearchParams(query)) ?? refusal(404, "not_found");
  }

  poolDesk = new PoolDesk();

  /** @type {Record<string, (wish: Wish, query: URLSearchParams) => Reply | Promise<Reply>>} */
  routes = {
    "GET /session": () => ({ status: 200, body: { csrf_token: this.csrf, began_at: this.began, person: this.person, project: this.project } }),
    "DELETE /session": () => this.signOut(),
    "POST /sync/push": (body) => this.push(body),
    "GET /sync/pull": (_body, query) => this.pull(query),
    "POST /devices": (body) => this.enrol(body),
    "POST /tickets": ({ want }) => this.issueTickets(want),
    ...this.poolDesk.routes,
  };

  signOut() {
    this.signedIn = false;
    return { status: 204, body: null };
  }

  /** An anchor tells its order to us alone. */
  anchor() {
    this.issued += 1;
    return `anchor${String(this.issued).padStart(37, "0")}`;
  }

  /** @param {number} want @returns {Reply} */
  issueTickets(want) {
    const expires = new Date(Date.now() + 24 * 3_600_000).toISOString();
    const tickets = Array.from({ length: want }, () => ({ id: webcrypto.randomUUID(), token: `token-${webcrypto.randomUUID()}`, expires_at: expires }));
    return { status: 201, body: { tickets } };
  }

  /** @param {{ public_key: JsonWebKey }} wish @returns {Promise<Reply>} */
  async enrol({ public_key: key }) {
    for (const before of this.devices.values()) before.closed = true;
    const device = { id: webcrypto.randomUUID(), epoch: 0, chains: new Map(), key, closed: false };
    this.devices.set(device.id, device);
    const opened = await this.openEpoch(device.id, 1);
    return { status: 201, body: { .../** @type {object} */ (opened.body), person: this.person, project: this.project } };
  }

  /** Go on with other keys. */
  loseKeys() {
    this.forgotten = this.issued;
  }

  /** @param {string} anchor */
  isOurs(anchor) {
    return /^anchor\d{37}$/u.test(anchor) && Number(anchor.slice("anchor".length)) > this.forgotten;
  }

  /** @param {string} id @param {{ epoch: number, anchor: string, signature: string }} opening @returns {Promise<Reply>} */
  async postEpoch(id, { epoch, anchor, signature }) {
    const device = this.devices.get(id);
    if (device === undefined) return refusal(404, "device_unknown");
    if (!this.isOurs(anchor)) return refusal(400, "anchor_unknown");
    if (!(await isSigned(device, epochMessage({ device: id, epoch, anchor }), signature))) return refusal(403, "signature_invalid");
    return this.openEpoch(id, epoch);
  }

  /** @param {string} id @param {number} epoch @returns {Promise<Reply>} */
  async openEpoch(id, epoch) {
    const device = this.devices.get(id);
    if (device === undefined) return refusal(404, "device_unknown");
    if (device.closed) return refusal(403, "device_closed");
    if (epoch <= device.epoch) return refusal(409, "epoch_wrong");
    const anchor = this.anchor();
    device.epoch = epoch;
    device.chains.set(epoch, { genesis: await genesis(sha256, { device: id, person: this.person.id, epoch, anchor }), rows: [] });
    return { status: 201, body: { device: id, epoch, anchor } };
  }

  /** @param {Push} push @returns {Promise<Reply>} */
  async push(push) {
    this.pushes.push(push);
    const device = this.devices.get(push.device);
    const refused = await this.whyNot(device, push);
    if (device === undefined || refused !== null) return refused ?? refusal(404, "device_unknown");
    const chain = /** @type {Chain} */ (device.chains.get(push.epoch));
    const start = push.entries.length > 0 ? JSON.parse(push.entries[0]?.text ?? "").seq : chain.rows.length + 1;
    if (start > chain.rows.length + 1) return this.taken(chain, []);
    const rows = await this.linked(chain, start, push.entries);
    const wrong = this.whatIsWrong(chain, rows, push);
    if (wrong !== null) return refusal(409, wrong);
    const taken = [];
    for (const [place, row] of rows.entries()) taken.push(await this.take(chain, row, push.entries[place]));
    return this.taken(chain, taken);
  }

  /** @param {Device | undefined} device @param {Push} push @returns {Promise<Reply | null>} */
  async whyNot(device, push) {
    if (device === undefined) return null;
    if (device.closed) return refusal(403, "device_closed");
    if (push.epoch !== device.epoch) return refusal(409, push.epoch < device.epoch ? "epoch_closed" : "epoch_wrong");
    if (!this.isOurs(push.anchor)) return refusal(400, "anchor_unknown");
    const { epoch, head, anchor, signature } = push;
    const message = headMessage({ device: device.id, epoch, seq: head.seq, hash: head.hash, anchor });
    return (await isSigned(device, message, signature)) ? null : refusal(403, "signature_invalid");
  }

  /** @param {Chain} chain @param {number} start @param {Sent[]} entries */
  async linked(chain, start, entries) {
    let hash = start === 1 ? chain.genesis : chain.rows[start - 2]?.hash ?? "";
    const rows = [];
    for (const [place, { text }] of entries.entries()) {
      hash = await link(sha256, hash, text);
      rows.push({ seq: start + place, text, hash });
    }
    return rows;
  }

  /** @param {Chain} chain @param {{ seq: number, hash: string }[]} rows @param {Push} push */
  whatIsWrong(chain, rows, { head }) {
    const last = rows.at(-1);
    if (last !== undefined && last.seq > head.seq) return "chain_broken";
    if (rows.some(({ seq, hash }) => seq === head.seq && hash !== head.hash)) return "chain_broken";
    const stored = (/** @type {number} */ seq) => (seq === 0 ? chain.genesis : chain.rows[seq - 1]?.hash);
    if ((stored(head.seq) ?? head.hash) !== head.hash) return "forked";
    return rows.some(({ seq, hash }) => (stored(seq) ?? hash) !== hash) ? "forked" : null;
  }

  /** @param {Chain} chain @param {{ seq: number, text: string, hash: string }} row @param {Sent | undefined} sent */
  async take(chain, row, sent) {
    const known = chain.rows[row.seq - 1];
    if (known !== undefined) return { ...known, status: known.status === "applied" ? "duplicate" : known.status };
    const entry = JSON.parse(row.text);
    await this.checkHonesty(chain, row, sent);
    const [status, code] = this.applied.has(entry.id) ? ["duplicate", null] : this.judge(entry);
    if (status === "applied") this.applied.set(entry.id, (this.applied.get(entry.id) ?? 0) + 1);
    this.personal.set(entry.id, sent?.pii && JSON.parse(sent.pii.json));
    const stored = { ...row, id: entry.id, status, code };
    chain.rows[row.seq - 1] = stored;
    return stored;
  }

  /** @param {Chain} chain @param {{ seq: number, text: string }} row @param {Sent | undefined} sent */
  async checkHonesty(chain, row, sent) {
    const bound = sent?.pii && (await commitment(sha256, sent.pii));
    if (bound !== JSON.parse(row.text).pii_commitment) this.contradictions.push(`commitment of ${row.seq}`);
    const before = chain.rows[row.seq - 2];
    if (before !== undefined && anchorOf(before.text) > anchorOf(row.text)) this.contradictions.push(`anchors go back at ${row.seq}`);
  }

  /** @param {Chain} chain @param {Row[]} rows @returns {Reply} */
  taken(chain, rows) {
    const results = rows.map(({ seq, id, status, code }) => ({ id, seq, status, code, field: null, message: code && { zh: code, en: code }, ruling: seq }));
    return { status: 200, body: { anchor: this.anchor(), acked_seq: chain.rows.length, expect_seq: chain.rows.length + 1, results } };
  }

  /** @param {URLSearchParams} wish @returns {Reply} */
  pull(wish) {
    const device = this.devices.get(wish.get("device") ?? "");
    if (device === undefined) return refusal(404, "device_unknown");
    if (device.closed) return refusal(403, "device_closed");
    const from = Number(wish.get("cursor") ?? 0);
    this.rulesAsked.push(wish.get("rules"));
    const rules = wish.get("rules") === this.rules?.tag ? null : this.rules;
    const ids = [...this.applied.keys()].slice(from, from + PAGE);
    const changes = ids.map((id) => ({ kind: "client", id: `client of ${id}`, value: { ...CLIENT, id: `client of ${id}`, registrations: [id] } }));
    const cursor = String(from + ids.length);
    const acked = device.chains.get(device.epoch)?.rows.length ?? 0;
    return { status: 200, body: { changes, cursor, more: from + ids.length < this.applied.size, acked_seq: acked, scope: "1", reset: false, anchor: this.anchor(), rules } };
  }

  /** @param {number} version @returns {Reply} */
  readRules(version) {
    const versions = (this.rules?.versions ?? []).map((each) => (each.version === version ? { ...each, read_at: new Date().toISOString() } : each));
    this.rules = { tag: `${this.rules?.tag}.${version}r`, versions };
    return { status: 204, body: null };
  }

  /** What a backup holds. */
  copy() {
    return structuredClone({ devices: this.devices, applied: this.applied });
  }

  /** Go back to an older backup. @param {ReturnType<Office["copy"]>} backup */
  restore(backup) {
    Object.assign(this, structuredClone(backup));
  }
}

/** @param {Device} device @param {Uint8Array<ArrayBuffer>} message @param {string} signature */
async function isSigned(device, message, signature) {
  const key = await webcrypto.subtle.importKey("jwk", device.key, CURVE, false, ["verify"]);
  return webcrypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, fromBase64url(signature), message);
}

/** @param {string} text */
function anchorOf(text) {
  return JSON.parse(text).at.anchor;
}

const CLIENT = {
  name: { surname: "李", title: "ms" }, phone_masked: "138****5678", state: "mine", owner: null, contested: false,
  protection: null, last_contact_at: null, contacts: [], missing: [], ruling: null,
};
