/** The open pool. It is seen and taken from only with a line: whoever is first has the client, and only the server knows who. */
import { refresh } from "../store/refresh.js";
import { keepRow } from "../store/rows.js";
import { drain } from "./drain.js";
import { get, post } from "./http.js";

/** @import { Client, Pool } from "../types.js" */

/** @returns {Promise<Pool>} */
export function fetchPool() {
  return get("/ownership/pool");
}

/** Take a client; the client is on this phone when this returns. @param {string} id @returns {Promise<string | null>} until when it is protected */
export async function takeFromPool(id) {
  /** @type {{ client: Client | null, protected_until: string | null }} */
  const { client, protected_until: until } = await post("/ownership/pool/claims", { client: id });
  if (client !== null) await keepRow("client", id, client);
  await refresh();
  void drain();
  return until;
}
