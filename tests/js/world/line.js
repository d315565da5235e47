/** The line between phone and office. It does to the next request what lines do: lose it, lose the answer, delay, lie. */

/** @import { Office } from "./office.js" */

/**
 * @typedef {"drop_request" | "drop_reply" | "timeout" | "timeout_applied" | "stalled_body" | "cut_body" | "portal" | "portal_json" |
 *           "redirect" | { status: number, code?: string, retryAfter?: string, html?: boolean }} Fault
 */

/** A line to an office; it stands in for `fetch`. */
export class Line {
  /** What the next requests meet. @type {{ path: string, fault: Fault }[]} */
  faults = [];
  sending = 0;
  /** The most requests with entries that were under way at once. */
  most = 0;
  /** How many entries each push had, and how many bytes. @type {{ entries: number, bytes: number }[]} */
  pushed = [];
  /** More entries than this are too much for it. */
  room = Infinity;
  /** Called in the middle of each request. @type {(path: string) => Promise<void>} */
  during = () => Promise.resolve();
  /** The language that each request asks for. @type {string[]} */
  spoken = [];

  /** @param {Office} office */
  constructor(office) {
    this.office = office;
  }

  /** Meet the next requests to a path with these. @param {string} path @param {...Fault} faults */
  meet(path, ...faults) {
    this.faults.push(...faults.map((fault) => ({ path, fault })));
  }

  /** @param {string} url @param {RequestInit} options @returns {Promise<any>} */
  fetch = async (url, options) => {
    const path = url.replace("/api/v1", "");
    const place = this.faults.findIndex((each) => path.startsWith(each.path));
    const fault = place < 0 ? null : this.faults.splice(place, 1)[0]?.fault ?? null;
    if (path !== "/sync/push") return this.carry(path, options, fault);
    const entries = JSON.parse(String(options.body)).entries.length;
    this.pushed.push({ entries, bytes: Buffer.byteLength(String(options.body)) });
    if (entries > this.room) return spoiled({ status: 413, code: "too_large" });
    this.sending += 1;
    this.most = Math.max(this.most, this.sending);
    try {
      await this.during(path);
      return await this.carry(path, options, fault);
    } finally {
      this.sending -= 1;
    }
  };

  /** @param {string} path @param {RequestInit} options @param {Fault | null} fault */
  async carry(path, options, fault) {
    if (fault === null) return this.apply(path, options);
    if (typeof fault === "object") return spoiled(fault);
    if (ARRIVES.has(fault)) await this.apply(path, options);
    return FAULTS[fault](options);
  }

  /** @param {string} path @param {RequestInit} options */
  async apply(path, options) {
    this.spoken.push(new Headers(options.headers).get("Accept-Language") ?? "");
    const token = new Headers(options.headers).get("X-CSRFToken") ?? "";
    const body = typeof options.body === "string" ? JSON.parse(options.body) : null;
    const { status, body: value } = await this.office.answer(options.method ?? "GET", path, body, token);
    return new Response(value === null ? null : JSON.stringify(value), { status, headers: JSON_HEADERS });
  }
}

const JSON_HEADERS = new Headers({ "Content-Type": "application/json" });

/** The office has heard these requests, whatever the phone hears. */
const ARRIVES = new Set(["drop_reply", "timeout_applied", "stalled_body", "cut_body"]);

/** @type {Record<Extract<Fault, string>, (options: RequestInit) => unknown>} */
const FAULTS = {
  drop_request: lost,
  drop_reply: lost,
  timeout: aborted,
  timeout_applied: aborted,
  stalled_body: (options) => ({ status: 200, ok: true, headers: JSON_HEADERS, json: () => aborted(options) }),
  cut_body: () => new Response('{"anchor":"anch', { headers: JSON_HEADERS }),
  portal,
  portal_json: () => new Response('{"status":"please sign in"}', { headers: JSON_HEADERS }),
  redirect: ({ redirect }) => (redirect === "error" ? lost() : portal()),
};

function portal() {
  return new Response("<!doctype html><title>Welcome</title>", { headers: { "Content-Type": "text/html" } });
}

function lost() {
  throw new TypeError("Failed to fetch");
}

/** @param {{ status: number, code?: string, retryAfter?: string, html?: boolean }} fault */
function spoiled({ status, code = "server_error", retryAfter, html = false }) {
  const headers = new Headers({ "Content-Type": html ? "text/html" : "application/json" });
  if (retryAfter !== undefined) headers.set("Retry-After", retryAfter);
  return new Response(html ? "<h1>error</h1>" : JSON.stringify({ code, message: `server: ${code}`, details: {} }), { status, headers });
}

/** @param {RequestInit} options @returns {Promise<never>} */
function aborted({ signal }) {
  return new Promise((_go, fail) => {
    const end = () => fail(new DOMException("as the browser says it", "AbortError"));
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end);
  });
}
