/** Whom a client can ask for. The list is fetched once a day, so that it stands on the phone where there is no signal. */
import { keepColleagues, readColleagues } from "../store/colleagues.js";
import { get } from "./http.js";

const A_DAY_MS = 86_400_000;

/** Renew the list when it is a day old. That it does not come holds nothing up. */
export async function renewColleagues() {
  const { at } = await readColleagues();
  if (Date.now() - at < A_DAY_MS) return;
  const { people } = await get("/ownership/colleagues").catch(() => ({ people: null }));
  if (Array.isArray(people)) await keepColleagues({ at: Date.now(), people });
}
