/** @import { Client } from "../../types.js" */

/**
 * What an entry about a client names: the own registration, or for one who was taken from the pool or handed over, and never
 * registered by this agent, the client.
 * @param {Client | undefined} client
 */
export function subjectOf(client) {
  return client?.registrations.at(-1) ?? (client?.state === "mine" ? client.id : undefined);
}
