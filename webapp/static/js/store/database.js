/**
 * The one place that opens IndexedDB. Each person has a database of their own, so nobody's queue can run under another
 * name. Safari drops connections of sleeping apps: a handle that has died is forgotten and opened again, once.
 */
import { openDB } from "idb";

/** @import { IDBPDatabase, IDBPTransaction } from "idb" */

/** @typedef {"meta" | "entries" | "tickets" | "rows"} StoreName */
/** @typedef {IDBPDatabase<unknown>} Database */

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
 * @param {(tx: IDBPTransaction<unknown, StoreName[], "readwrite">) => Promise<T>} work
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

/** @param {IDBPTransaction<unknown, StoreName[], "readwrite">} tx */
function abort(tx) {
  try {
    tx.abort();
  } catch {
    // It had ended by itself.
  }
}

/** @template T @param {string} name @param {(db: Database) => Promise<T>} work @returns {Promise<T>} */
async function withRetry(name, work) {
  try {
    return await work(await open(name));
  } catch (failure) {
    if (!isLostConnection(failure)) throw failure;
    handles.delete(name);
    return work(await open(name));
  }
}

/** @param {unknown} failure */
function isLostConnection(failure) {
  return failure instanceof DOMException && (failure.name === "InvalidStateError" || failure.name === "UnknownError");
}

/** @param {string} name @returns {Promise<Database>} */
function open(name) {
  const known = handles.get(name);
  if (known !== undefined) return known;
  const forget = () => void handles.delete(name);
  const opening = openDB(name, VERSION, {
    upgrade(db) {
      db.createObjectStore("meta");
      db.createObjectStore("entries", { keyPath: "id" }).createIndex("place", "place", { unique: true });
      db.createObjectStore("tickets", { keyPath: "id" });
      db.createObjectStore("rows", { keyPath: ["kind", "id"] });
    },
    blocking: (_current, _blocked, event) => {
      /** @type {IDBDatabase} */ (event.target).close();
      forget();
    },
    terminated: forget,
  });
  handles.set(name, opening);
  opening.catch(forget);
  return opening;
}
