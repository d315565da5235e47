/**
 * The one place that opens IndexedDB. Each person has a database of their own, so nobody's queue can run under another
 * name. Safari drops connections of sleeping apps: a handle that has died is forgotten and opened again, once.
 */
import { openDB } from "idb";

/** @import { IDBPDatabase, IDBPTransaction } from "idb" */

/** @typedef {"meta" | "entries" | "tickets" | "rows"} StoreName */
/** @typedef {IDBPDatabase<unknown>} Database */
/** @typedef {IDBPTransaction<unknown, StoreName[], "readwrite">} Writing */

const VERSION = 1;
const PHONE = "xiandeng-phone";

/** @type {Map<string, Promise<Database>>} */
const handles = new Map();
let current = PHONE;

/** Work in the database of a person from now on. @param {string} person */
export function useDatabaseOf(person) {
  current = `xiandeng-${person}`;
}

/** Do something with the current person's database. @template T @param {(db: Database) => Promise<T>} work */
export function withDatabase(work) {
  return withRetry(current, work);
}

/** Do something with what the phone knows before anybody is there. @template T @param {(db: Database) => Promise<T>} work */
export function withPhoneDatabase(work) {
  return withRetry(PHONE, work);
}

/**
 * Write in one transaction that is on the disk when this returns.
 * @template T
 * @param {StoreName[]} stores
 * @param {(tx: Writing) => Promise<T>} work
 */
export function write(stores, work) {
  return withDatabase(async (db) => {
    const tx = db.transaction(stores, "readwrite", { durability: "strict" });
    const done = tx.done;
    try {
      const value = await work(tx);
      await done;
      return value;
    } catch (failure) {
      done.catch(() => undefined);
      abort(tx);
      throw failure;
    }
  });
}

/** @param {Writing} tx */
function abort(tx) {
  try {
    tx.abort();
  } catch {
    // It had ended by itself.
  }
}

/** @template T @param {string} name @param {(db: Database) => Promise<T>} work @returns {Promise<T>} */
async function withRetry(name, work) {
  const opening = open(name);
  try {
    return await work(await opening);
  } catch (failure) {
    if (!isLostConnection(failure)) throw failure;
    await close(name, opening);
    return work(await open(name));
  }
}

/** A write that the browser aborted by itself, or a handle that is dead: nothing was written. @param {unknown} failure */
function isLostConnection(failure) {
  return failure instanceof DOMException && ["InvalidStateError", "UnknownError", "AbortError"].includes(failure.name);
}

/** @param {string} name @param {Promise<Database>} opening */
async function close(name, opening) {
  forget(name, opening);
  await opening.then((db) => db.close()).catch(() => undefined);
}

/** @param {string} name @param {Promise<Database>} opening */
function forget(name, opening) {
  if (handles.get(name) === opening) handles.delete(name);
}

/** @param {string} name @returns {Promise<Database>} */
function open(name) {
  const known = handles.get(name);
  if (known !== undefined) return known;
  const opening = openDB(name, VERSION, {
    upgrade(db) {
      db.createObjectStore("meta");
      db.createObjectStore("entries", { keyPath: "id" }).createIndex("place", "place", { unique: true });
      db.createObjectStore("tickets", { keyPath: "id" });
      db.createObjectStore("rows", { keyPath: ["kind", "id"] });
    },
    blocking: () => void close(name, opening),
    terminated: () => forget(name, opening),
  });
  handles.set(name, opening);
  opening.catch(() => forget(name, opening));
  return opening;
}
