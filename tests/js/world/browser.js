/**
 * A browser for Node: databases, locks, channels and events are those of one phone, and each tab is an instance of the app
 * of its own, as it is in a real browser.
 */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { build } from "esbuild";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { fakeLocks } from "./locks.js";

/** @typedef {typeof import("./app.js")} Tab */
/** @typedef {typeof import("./screens.js")} Screens */

const TURNS = 20_000;

/** Each entry is bundled once. @type {Map<string, Promise<string>>} */
const bundles = new Map();
let tabs = 0;
/** @type {Set<FakeChannel>} */
let channels = new Set();

// What the app has planned for later shall not keep a finished test waiting.
for (const name of /** @type {const} */ (["setTimeout", "setInterval"])) {
  const real = globalThis[name];
  put(name, (/** @type {Parameters<typeof setTimeout>} */ ...given) => real(...given).unref());
}

/** How often the app wanted a PIN to be stretched; here it is done less often, or the tests would do nothing else. @type {number[]} */
export const stretched = [];
const realDerive = crypto.subtle.deriveKey.bind(crypto.subtle);
/** @param {Pbkdf2Params} how @param {[CryptoKey, AesKeyGenParams, boolean, KeyUsage[]]} more */
crypto.subtle.deriveKey = (how, ...more) => {
  stretched.push(how.iterations);
  return realDerive({ ...how, iterations: 10 }, ...more);
};

/** Hears what the other tabs say, and not itself. */
class FakeChannel extends EventTarget {
  constructor() {
    super();
    channels.add(this);
  }

  /** @param {unknown} data */
  postMessage(data) {
    const others = [...channels].filter((channel) => channel !== this);
    setImmediate(() => others.forEach((channel) => channel.dispatchEvent(new MessageEvent("message", { data }))));
  }
}

/** A phone on which nobody has done anything yet. */
export function newBrowser() {
  const events = new EventTarget();
  channels = new Set();
  put("indexedDB", new IDBFactory());
  put("BroadcastChannel", FakeChannel);
  put("navigator", { onLine: true, locks: fakeLocks(), storage: { persist: () => Promise.resolve(true) } });
  put("document", { visibilityState: "visible" });
  put("location", { origin: "https://office.example" });
  put("addEventListener", events.addEventListener.bind(events));
  return { events };
}

/** Give the page another global for now. @param {string} name @param {unknown} value */
export function put(name, value) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

/** Open the app in a new tab. @returns {Promise<Tab>} */
export async function openTab() {
  return open("app.js");
}

/** Open what the screens work out, in a browser that speaks English. @returns {Promise<Screens>} */
export async function openScreens() {
  newBrowser();
  put("document", { visibilityState: "visible", documentElement: {} });
  put("localStorage", { getItem: () => "en", setItem: () => undefined });
  put("location", { hash: "", origin: "https://office.example" });
  put("history", { state: null, replaceState: () => undefined });
  /** @type {Screens} */
  const screens = await open("screens.js");
  await screens.followLanguage();
  return screens;
}

/** @param {string} entry @returns {Promise<any>} */
async function open(entry) {
  const bundled = bundles.get(entry) ?? bundle(entry);
  bundles.set(entry, bundled);
  tabs += 1;
  return import(`${pathToFileURL(await bundled)}?tab=${tabs}`);
}

/** @param {string} entry */
async function bundle(entry) {
  const file = join(await mkdtemp(join(tmpdir(), "xiandeng-")), "app.mjs");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "warning",
  });
  await writeFile(file, outputFiles?.[0]?.contents ?? "");
  return file;
}

/** Let everything that is under way go on until something holds. @param {() => unknown} holds */
export async function until(holds) {
  for (let turn = 0; turn < TURNS; turn += 1) {
    if (await holds()) return;
    await new Promise((go) => setImmediate(go));
  }
  throw new Error(`it never came to hold: ${holds}`);
}
