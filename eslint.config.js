/** The rules of the house for the browser: which room may know what, how long a file and a function may be. */
import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import globals from "globals";

const APP = "webapp/static/js";

/**
 * Imports point one way: main -> views -> courier -> store -> domain.
 * @param {string} files of the room, under the app
 * @param {string[]} forbidden rooms and packages that this one may not import
 * @param {string[]} words globals of the browser that it may not name
 * @param {string} because
 * @returns {import("eslint").Linter.Config}
 */
function room(files, forbidden, words, because) {
  return {
    files: [`${APP}/${files}`],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ group: forbidden, message: because }] }],
      "no-restricted-globals": ["error", ...words.map((name) => ({ name, message: because }))],
    },
  };
}

const SCREENS = ["**/views/**", "**/ui/**", "**/qr/**", "**/main.js", "preact", "preact/*", "htm", "htm/*", "uqr"];
const NETWORK = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"];
const STORAGE = ["indexedDB", "IDBKeyRange", "localStorage", "sessionStorage"];
const PAGE = ["document", "window", "history", "location"];

export default [
  { ignores: ["node_modules/", "webapp/static/dist/", ".venv/", "var/", "test-results/"] },
  js.configs.recommended,
  jsdoc.configs["flat/recommended-typescript-flavor-error"],
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      "no-console": "error",
      "no-param-reassign": "error",
      "max-depth": ["error", 3],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 40 }],
      complexity: ["error", 10],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
      "jsdoc/require-jsdoc": ["error", { publicOnly: true }],
      "jsdoc/require-param": "off", // tsc refuses a parameter without a type
      "jsdoc/require-param-description": "off", // a good name needs none
      "jsdoc/escape-inline-tags": "off", // short functions have their prose and their types on one line
      "jsdoc/require-property-description": "off", // as above
      "jsdoc/require-returns": "off", // tsc knows what comes back
      "jsdoc/require-returns-description": "off", // as above
      "jsdoc/valid-types": "off", // tsc reads the types, and knows more of them
      "jsdoc/tag-lines": "off", // one line of prose and one of types read well together
      "jsdoc/reject-any-type": "error",
    },
  },
  { files: [`${APP}/**/*.js`], languageOptions: { globals: globals.browser } },
  { files: [`${APP}/service_worker.js`], languageOptions: { globals: { ...globals.serviceworker, __PRECACHE__: "readonly" } } },
  { files: ["tests/js/**/*.js"], languageOptions: { globals: { ...globals.browser, ...globals.node } }, rules: { "max-lines-per-function": "off" } },
  {
    files: ["*.config.js", "build.mjs"],
    languageOptions: { globals: globals.node },
    rules: { "no-restricted-exports": "off", "no-console": "off" },
  },
  room(
    "domain/**/*.js",
    [...SCREENS, "**/courier/**", "**/store/**", "@preact/*", "idb", "workbox-*"],
    [...NETWORK, ...STORAGE, ...PAGE, "navigator", "Date", "performance", "setTimeout", "setInterval"],
    "The browser's rules take values and give values; time comes as an argument.",
  ),
  room(
    "store/**/*.js",
    [...SCREENS, "**/courier/**", "workbox-*"],
    [...NETWORK, ...PAGE],
    "The store keeps; it neither sends nor shows.",
  ),
  room(
    "courier/**/*.js",
    [...SCREENS, "idb", "workbox-*"],
    [...STORAGE, "document"],
    "The courier sends what the store keeps; it neither opens the database nor shows anything.",
  ),
  ...["views", "ui", "qr"].map((screen) =>
    room(
      `${screen}/**/*.js`,
      ["idb", "workbox-*", "**/main.js"],
      [...NETWORK, "indexedDB", "IDBKeyRange"],
      "A screen reads the store's state and gives the courier commands.",
    ),
  ),
  room(
    "service_worker.js",
    [...SCREENS, "**/courier/**", "**/store/**", "idb", "@preact/*"],
    [...STORAGE],
    "The service worker keeps the shell and nothing of anybody.",
  ),
];
