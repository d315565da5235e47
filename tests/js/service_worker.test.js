import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";

const ORIGIN = "https://office.example";
const KEPT = [{ url: "/app/", revision: "r1" }, "/static/dist/app-A.js", "/static/dist/outbox-A.js"];
const NEXT = [{ url: "/app/", revision: "r2" }, "/static/dist/app-B.js", "/static/dist/outbox-B.js"];

/** As much of Cache as a worker of the shell uses. */
class FakeCache {
  /** @type {Map<string, Response>} */
  kept = new Map();

  /** @param {Request | string} request */
  match = async (request) => this.kept.get(urlOf(request))?.clone();
  /** @param {Request | string} request @param {Response} response */
  put = async (request, response) => void this.kept.set(urlOf(request), response);
  keys = async () => [...this.kept.keys()].map((url) => new Request(url));
  /** @param {Request | string} request */
  delete = async (request) => this.kept.delete(urlOf(request));
}

/** @param {Request | string} request */
function urlOf(request) {
  return new URL(typeof request === "string" ? request : request.url, ORIGIN).href;
}

/** @typedef {Map<string, FakeCache>} Stores */

/** The worker as the build makes it, in a world of its own. @param {unknown[]} [precache] @param {Stores} [stores] */
async function newWorker(precache = KEPT, stores = new Map()) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../../webapp/static/js/service_worker.js", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    define: { __PRECACHE__: JSON.stringify(precache), "process.env.NODE_ENV": '"production"' },
  });
  const events = new EventTarget();
  const open = async (/** @type {string} */ name) => stores.get(name) ?? stores.set(name, new FakeCache()).get(name);
  const match = async (/** @type {Request} */ request) => (await Promise.all([...stores.values()].map((store) => store.match(request)))).find(Boolean);
  const line = { works: true, asked: /** @type {string[]} */ ([]), skipped: 0, claimed: 0 };
  const fetch = async (/** @type {Request | string} */ request) => {
    line.asked.push(urlOf(request));
    if (!line.works) throw new TypeError("Failed to fetch");
    return new Response(`from the network: ${new URL(urlOf(request)).pathname}`);
  };
  class OwnRequest extends Request {
    /** @param {RequestInfo} given @param {RequestInit} [options] */
    constructor(given, options) {
      super(typeof given === "string" ? urlOf(given) : given, options);
    }
  }
  const self = {
    addEventListener: events.addEventListener.bind(events), location: new URL(`${ORIGIN}/service-worker.js`), registration: { scope: `${ORIGIN}/` },
    skipWaiting: async () => void (line.skipped += 1), clients: { claim: async () => void (line.claimed += 1) },
    caches: { open, match, keys: async () => [...stores.keys()], delete: async (/** @type {string} */ name) => stores.delete(name) },
    fetch, FetchEvent: class extends Event {}, Request: OwnRequest, Response, Headers, URL, setTimeout, clearTimeout, console,
  };
  runInContext(outputFiles?.[0]?.text ?? "", createContext({ ...self, self, location: self.location, registration: self.registration }));
  return { line, stores, ...world(events) };
}

/** @param {EventTarget} events */
function world(events) {
  /** @param {string} type @param {object} [more] */
  const tell = async (type, more) => {
    /** @type {Promise<unknown>[]} */
    const work = [];
    events.dispatchEvent(Object.assign(new Event(type), { waitUntil: (/** @type {Promise<unknown>} */ each) => void work.push(each), ...more }));
    await (type === "fetch" ? Promise.allSettled(work) : Promise.all(work));
  };
  /** Ask as a page does; null if the worker leaves it to the browser. @param {string} path @param {string} [mode] @param {string} [method] */
  const ask = async (path, mode = "cors", method = "GET") => {
    const request = new Request(urlOf(path), { method });
    Object.defineProperty(request, "mode", { value: mode });
    /** @type {Promise<Response> | null} */
    let answer = null;
    await tell("fetch", { request, respondWith: (/** @type {Promise<Response>} */ given) => void (answer = Promise.resolve(given)) });
    return /** @type {Response | null} */ (await answer);
  };
  return { tell, ask };
}

async function installed() {
  const worker = await newWorker();
  await worker.tell("install");
  await worker.tell("activate");
  worker.line.asked = [];
  return worker;
}

test("the shell opens offline, at any address of the app", async () => {
  const { ask, line } = await installed();
  line.works = false;
  for (const path of ["/app/", "/app/?from=home", "/app/anything"]) {
    assert.equal(await (await ask(path, "navigate"))?.text(), "from the network: /app/", path);
  }
  assert.equal(await (await ask("/static/dist/app-A.js"))?.text(), "from the network: /static/dist/app-A.js");
  assert.deepEqual(line.asked, []);
});

test("it keeps the shell and nothing of anybody: API and other pages are left to the browser", async () => {
  const { ask, stores, line } = await installed();
  const rows = /** @type {const} */ ([
    ["/api/v1/sync/pull?cursor=1"], ["/api/v1/sync/push", "cors", "POST"], ["/sign-in", "navigate"], ["/desk/", "navigate"], ["/c/token", "navigate"], ["/static/dist/app-OLD.js"],
  ]);
  for (const [path, mode, method] of rows) assert.equal(await ask(path, mode, method), null, path);
  assert.deepEqual(line.asked, []);
  const kept = [...stores.values()].flatMap((store) => [...store.kept.keys()].map((url) => new URL(url).pathname));
  assert.deepEqual(kept.sort(), ["/app/", "/static/dist/app-A.js", "/static/dist/outbox-A.js"]);
});

test("an answer never rejects: without cache and network it is an error like any other", async () => {
  const { ask, stores, line } = await installed();
  for (const store of stores.values()) store.kept.clear();
  line.works = false;
  for (const [path, mode] of /** @type {const} */ ([["/app/", "navigate"], ["/app/anything", "navigate"], ["/static/dist/app-A.js", "cors"]])) {
    assert.equal((await ask(path, mode))?.type, "error", path);
  }
});

test("a new version waits until the person says so; the first one serves the page that installed it", async () => {
  const { tell, line } = await newWorker();
  await tell("install");
  assert.equal(line.skipped, 0);
  await tell("activate");
  assert.equal(line.claimed, 1);
  await tell("message", { data: { type: "SOMETHING_ELSE" } });
  await tell("message", { data: null });
  assert.equal(line.skipped, 0);
  await tell("message", { data: { type: "SKIP_WAITING" } });
  assert.equal(line.skipped, 1);
});

test("generations never mix: until the new version takes over, the old one has all its own files and none of the new ones", async () => {
  const old = await installed();
  const next = await newWorker(NEXT, old.stores);
  await next.tell("install");
  old.line.works = false;
  assert.equal((await old.ask("/app/", "navigate"))?.status, 200);
  for (const path of ["/static/dist/app-A.js", "/static/dist/outbox-A.js"]) assert.equal((await old.ask(path))?.status, 200, path);
  for (const path of ["/static/dist/app-B.js", "/static/dist/outbox-B.js"]) assert.equal(await old.ask(path), null, path);
  await next.tell("activate");
  next.line.works = false;
  for (const path of ["/static/dist/app-B.js", "/static/dist/outbox-B.js"]) assert.equal((await next.ask(path))?.status, 200, path);
  assert.equal(await next.ask("/static/dist/outbox-A.js"), null, "left to the server, which keeps the files of earlier builds");
});
