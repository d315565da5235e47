/**
 * Build the front end into webapp/static/dist/: hashed scripts and stylesheets, each with .br and .gz beside it,
 * `manifest.json` from plain names to hashed ones, and the service worker with the list of what it keeps.
 *
 * Hashed files of earlier builds stay for thirty days: a phone that has not updated yet still asks for them.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, stat, unlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL(".", import.meta.url));
const STATIC = join(ROOT, "webapp/static");
const DIST = join(STATIC, "dist");
const MAIN = join(STATIC, "js/main.js");
const SHELL = join(ROOT, "webapp/templates/shell/app.html");
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** What stands behind the app; the clients' page is opened by any phone of the last eight years. */
const APP_BROWSERS = ["chrome100", "safari16.4"];
const CLIENT_BROWSERS = ["chrome61", "safari11"];

/** Files under webapp/static that the app needs offline and that carry no hash in their name. */
const KEPT_PLAIN = ["manifest.webmanifest", "icons/seal.svg", "icons/seal-192.png", "icons/apple-touch-icon.png"];

/**
 * The English words without their keys, which are those of the Chinese ones: a phone need not fetch them twice.
 * @type {import("esbuild").Plugin}
 */
const SHARED_KEYS = {
  name: "shared keys",
  setup({ onLoad }) {
    onLoad({ filter: /locales\/en\/\w+\.json$/ }, async ({ path }) => {
      const [zh, en] = await Promise.all([path.replace("/en/", "/zh/"), path].map(async (book) => JSON.parse(await readFile(book, "utf8"))));
      const texts = JSON.stringify(Object.keys(zh).map((key) => en[key]));
      return {
        contents: `import zh from "../zh/${basename(path)}";\nconst texts = ${texts};\n` +
          "export default Object.fromEntries(Object.keys(zh).map((key, place) => [key, texts[place]]));",
      };
    });
  },
};

/**
 * The first load is one file. A module goes into a chunk of its own for each set of parts that need it, which would tear the
 * first load into dozens; so each part that is fetched later is told that it needs the whole of the first load.
 * @type {import("esbuild").Plugin}
 */
const ONE_FIRST_LOAD = {
  name: "one first load",
  setup({ onResolve, onLoad, resolve }) {
    /** @type {Set<string>} */
    const later = new Set();
    onResolve({ filter: /^\./ }, async ({ path, pluginData, ...from }) => {
      if (from.kind !== "dynamic-import" || pluginData === later) return undefined;
      const found = await resolve(path, { ...from, pluginData: later });
      later.add(found.path);
      return found;
    });
    onLoad({ filter: /\.js$/ }, async ({ path }) =>
      later.has(path) ? { contents: `import ${JSON.stringify(MAIN)};\n${await readFile(path, "utf8")}` } : undefined);
  },
};

/** What the worker keeps: a name that carries its hash says everything, any other needs a revision. */
/** @typedef {(string | {url: string, revision: string})[]} Precache */

/** @type {import("esbuild").BuildOptions} */
const COMMON = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  outdir: DIST,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".svg": "file", ".woff2": "file" },
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [SHARED_KEYS],
};

/**
 * @param {string} name
 * @returns {string[]} the source by that name, or nothing while there is none
 */
function source(name) {
  const path = join(STATIC, name.endsWith(".css") ? "css" : "js", name);
  return existsSync(path) ? [path] : [];
}

/**
 * @param {import("esbuild").BuildOptions} options
 * @returns {Promise<{names: Record<string, string>, files: string[], outputs: import("esbuild").Metafile["outputs"]}>} plain
 *     names to hashed ones, every file made, and what esbuild says of each
 */
async function bundle(options) {
  const { metafile } = await build({ ...COMMON, ...options });
  const outputs = Object.fromEntries(Object.entries(metafile?.outputs ?? {}).map(([path, output]) => [basename(path), output]));
  const files = Object.keys(outputs);
  const entries = files.filter((file) => outputs[file]?.entryPoint?.startsWith("webapp/static/"));
  return { names: Object.fromEntries(entries.map((file) => [plainName(file), file])), files, outputs };
}

/**
 * Bundle the app: what is needed first in one file, by the name `app.js`, and each part that is fetched later.
 * @returns {Promise<{names: Record<string, string>, files: string[]}>}
 */
async function bundleApp() {
  const { names, files, outputs } = await bundle({
    entryPoints: [...source("app.css"), { in: MAIN, out: "app" }],
    format: "esm",
    splitting: true,
    target: APP_BROWSERS,
    plugins: [...(COMMON.plugins ?? []), ONE_FIRST_LOAD],
  });
  const entry = names["app.js"] ?? "";
  const [first, ...more] = outputs[entry]?.imports.filter(({ kind }) => kind === "import-statement") ?? [];
  // With nothing to fetch later the entry holds everything; else it only names the file that does, which is asked for at once.
  if (first === undefined) return { names, files };
  if (more.length > 0) throw new Error("the first load fell into several files");
  return { names: { ...names, "app.js": basename(first.path) }, files: files.filter((file) => file !== entry) };
}

/**
 * @param {string} path such as `dist/app-4F2K.js`
 * @returns {string} the name by which templates ask for it, such as `app.js`
 */
function plainName(path) {
  return basename(path).replace(/-[A-Z0-9]+(\.\w+)$/, "$1");
}

/**
 * @param {string | Buffer} content
 * @returns {string} a short fingerprint
 */
function fingerprint(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/**
 * @param {string[]} files the app's own hashed files
 * @param {Record<string, string>} names
 * @returns {Promise<Precache>} what the service worker keeps for offline use
 */
async function precacheList(files, names) {
  const hashed = files.map((file) => `/static/dist/${file}`);
  const plain = KEPT_PLAIN.map(async (name) => ({
    url: `/static/${name}`,
    revision: fingerprint(await readFile(join(STATIC, name))),
  }));
  const shell = fingerprint(JSON.stringify(names) + (await readFile(SHELL, "utf8")));
  return [{ url: "/app/", revision: shell }, ...hashed, ...(await Promise.all(plain))];
}

/**
 * Build the service worker as one classic script.
 * @param {Precache} precache
 * @returns {Promise<string[]>} the files made
 */
async function buildWorker(precache) {
  const { files } = await bundle({
    entryPoints: source("service_worker.js"),
    format: "iife",
    target: APP_BROWSERS,
    entryNames: "[name]",
    define: { ...COMMON.define, __PRECACHE__: JSON.stringify(precache) },
  });
  return files;
}

/** @param {string} file write its compressed twins */
async function compress(file) {
  const content = await readFile(join(DIST, file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await writeFile(join(DIST, `${file}.br`), brotliCompressSync(content, { params }));
  await writeFile(join(DIST, `${file}.gz`), gzipSync(content, { level: 9 }));
}

/**
 * Put the manifest in place in one step: a server that reads it meanwhile sees the old one or the new one.
 * @param {Record<string, string>} names
 */
async function writeManifest(names) {
  const draft = join(DIST, "manifest.json.new");
  await writeFile(draft, `${JSON.stringify(names, null, 2)}\n`);
  await rename(draft, join(DIST, "manifest.json"));
}

/** @param {Set<string>} current remove what no phone can still ask for */
async function prune(current) {
  for (const file of await readdir(DIST)) {
    const { mtimeMs } = await stat(join(DIST, file));
    const plain = file.replace(/\.(br|gz)$/, "");
    if (!current.has(plain) && Date.now() - mtimeMs > KEPT_MS) await unlink(join(DIST, file));
  }
}

/** Build everything, and say what it weighs on the line. */
async function buildAll() {
  await mkdir(DIST, { recursive: true });
  const app = await bundleApp();
  const desk = await bundle({ entryPoints: source("desk.css"), target: APP_BROWSERS });
  const client = await bundle({ entryPoints: source("confirm.css"), target: CLIENT_BROWSERS });
  const names = { ...app.names, ...desk.names, ...client.names };
  const worker = await buildWorker(await precacheList(app.files, names));
  const files = [...app.files, ...desk.files, ...client.files, ...worker];
  await Promise.all(files.map(compress));
  await writeManifest(names);
  await prune(new Set([...files, "manifest.json", ".stamp"]));
  for (const file of files) {
    const { size } = await stat(join(DIST, `${file}.br`));
    console.log(`${(size / 1024).toFixed(1).padStart(7)} KiB br  ${file}`);
  }
}

try {
  await buildAll();
} catch (error) {
  // esbuild has named its errors already
  if (!(error instanceof Error && "errors" in error)) throw error;
  process.exitCode = 1;
}
