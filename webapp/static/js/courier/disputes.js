/** Appeals. They need the line, because the time to appeal runs on the server's clock and ends there. */
import { drain } from "./drain.js";
import { post } from "./http.js";

/** @param {string} client @param {number} ruling its number @param {string} words @returns {Promise<string>} by when it has to be decided */
export async function fileDispute(client, ruling, words) {
  const { until } = await post("/ownership/disputes", { client, ruling, words });
  await drain();
  return until;
}
