/** One request to our server and its JSON. Whatever else answers, such as a hotel's sign-in page, counts as no line. */
import { readerLanguage } from "../store/state.js";
import { ChainRefused, EpochLost, NeedsPerson, RetryLater, SignInNeeded, TooLarge } from "./failures.js";

const TIMEOUT_MS = 30_000;
const CHAIN_CODES = new Set(["chain_broken", "forked", "epoch_closed", "signature_invalid", "anchor_unknown"]);

let csrfToken = "";

/** @param {string} path @returns {Promise<any>} */
export function get(path) {
  return request("GET", path);
}

/** @param {string} path @param {unknown} body @returns {Promise<any>} */
export function post(path, body) {
  return change("POST", path, body);
}

/** @param {string} path */
export function remove(path) {
  return change("DELETE", path);
}

/** Who is signed in; also fetches the token that every change carries. @returns {Promise<import("../types.js").Me>} */
export async function fetchSession() {
  const { csrf_token: token, ...who } = await get("/session");
  csrfToken = token;
  return who;
}

/** A token that the server no longer takes is fetched anew, once. @param {string} method @param {string} path @param {unknown} [body] */
async function change(method, path, body) {
  try {
    return await request(method, path, body);
  } catch (failure) {
    if (!(failure instanceof NeedsPerson) || failure.code !== "csrf") throw failure;
    await fetchSession();
    return request(method, path, body);
  }
}

/** @param {string} method @param {string} path @param {unknown} [body] */
async function request(method, path, body) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  const headers = {
    Accept: "application/json", "Accept-Language": readerLanguage.value, "Content-Type": "application/json", "X-CSRFToken": csrfToken,
  };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    const answer = await fetch(`/api/v1${path}`, { method, headers, redirect: "error", cache: "no-store", signal: abort.signal, ...sent });
    // Inside the same time limit: a line can die in the middle of an answer.
    return await read(answer);
  } catch (failure) {
    if (failure instanceof RetryLater || failure instanceof NeedsPerson) throw failure;
    throw new RetryLater(abort.signal.aborted ? "timeout" : "offline");
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Response} answer */
async function read(answer) {
  if (answer.status === 204) return null;
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  // What stands before our server, a proxy or a limit of it, says these without JSON.
  if (!isJson && isAboutTheWay(answer.status)) throw failureOf(answer, {});
  const value = isJson ? await answer.json() : null;
  if (typeof value !== "object" || value === null) throw new RetryLater("not_our_server");
  if (answer.ok) return value;
  throw failureOf(answer, value);
}

/** @param {number} status */
function isAboutTheWay(status) {
  return status === 413 || status === 429 || status >= 500;
}

/** @param {Response} answer @param {{ code?: string, message?: string }} value */
function failureOf(answer, { code = "server_error", message = "" }) {
  if (answer.status === 401) return new SignInNeeded(message);
  if (answer.status === 413) return new TooLarge(code, message);
  if (isAboutTheWay(answer.status)) return new RetryLater(code, message, retryAfterMs(answer));
  if (code === "epoch_wrong") return new EpochLost(code, message);
  return CHAIN_CODES.has(code) ? new ChainRefused(code, message) : new NeedsPerson(code, message);
}

/** Seconds or a date, as the two kinds of servers say it. @param {Response} answer */
function retryAfterMs(answer) {
  const told = answer.headers.get("Retry-After") ?? "";
  const ms = /^\d+$/u.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return ms > 0 ? ms : null;
}
