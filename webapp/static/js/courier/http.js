/** One request to our server and its JSON. Whatever else answers, such as a hotel's sign-in page, counts as no line. */
import { ChainRefused, NeedsPerson, RetryLater, SignInNeeded, TooLarge } from "./failures.js";

const TIMEOUT_MS = 30_000;
const CHAIN_CODES = new Set(["chain_broken", "forked", "epoch_closed", "signature_invalid", "anchor_unknown"]);

let csrfToken = "";

/** @param {string} token */
export function setCsrfToken(token) {
  csrfToken = token;
}

/** @param {string} path @returns {Promise<any>} */
export function get(path) {
  return request("GET", path);
}

/** @param {string} path @param {unknown} body @returns {Promise<any>} */
export async function post(path, body) {
  try {
    return await request("POST", path, body);
  } catch (failure) {
    if (!(failure instanceof NeedsPerson) || failure.code !== "csrf") throw failure;
    await fetchSession();
    return request("POST", path, body);
  }
}

/** @param {string} path */
export function remove(path) {
  return request("DELETE", path);
}

/** Who is signed in; also fetches the token that every change carries. @returns {Promise<import("../types.js").Me>} */
export async function fetchSession() {
  const { csrf_token: token, person, project } = await get("/session");
  setCsrfToken(token);
  return { person, project };
}

/** @param {string} method @param {string} path @param {unknown} [body] */
async function request(method, path, body) {
  const answer = await reach(method, path, body);
  if (answer.status === 204) return null;
  const value = await readJson(answer);
  if (answer.ok) return value;
  throw failureOf(answer, value);
}

/** @param {string} method @param {string} path @param {unknown} body */
async function reach(method, path, body) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": csrfToken };
  try {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return await fetch(`/api/v1${path}`, { method, headers, redirect: "error", cache: "no-store", signal: abort.signal, ...sent });
  } catch {
    throw new RetryLater(abort.signal.aborted ? "timeout" : "offline");
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Response} answer */
async function readJson(answer) {
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new RetryLater("not_our_server");
  try {
    return await answer.json();
  } catch {
    throw new RetryLater("offline");
  }
}

/** @param {Response} answer @param {{ code?: string, message?: string }} value */
function failureOf(answer, { code = "server_error", message = "" }) {
  const seconds = Number(answer.headers.get("Retry-After"));
  const afterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
  if (answer.status === 401) return new SignInNeeded(message);
  if (answer.status === 413) return new TooLarge(code, message);
  if (answer.status >= 500 || answer.status === 429) return new RetryLater(code, message, afterMs);
  return CHAIN_CODES.has(code) ? new ChainRefused(code, message) : new NeedsPerson(code, message);
}
