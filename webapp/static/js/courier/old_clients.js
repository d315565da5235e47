/** Lists of old clients that are open to objections. They are looked through with a line: what is open may close meanwhile. */
import { get, post } from "./http.js";

/** @import { OldClientList } from "../types.js" */

/** @returns {Promise<OldClientList[]>} the newest first */
export async function fetchOldClients() {
  const { lists } = await get("/ownership/old_clients");
  return lists;
}

/** @param {string} oldClient @param {string} words @returns {Promise<void>} */
export async function objectTo(oldClient, words) {
  await post("/ownership/objections", { old_client: oldClient, words });
}
