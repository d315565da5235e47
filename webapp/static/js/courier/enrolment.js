/** Once in a phone's life: it becomes an agent's. */
import { beginChain } from "../store/new_chain.js";
import { keyToOffer, publicJwk } from "../store/signing_key.js";
import { stage } from "../store/state.js";
import { hasVault } from "../store/vault.js";
import { KeysNotKept } from "./failures.js";
import { post } from "./http.js";

/** Make this phone the agent's; what an earlier enrolment could not send goes on in the new chain. @param {string} code @param {string} label */
export async function enrol(code, label) {
  const key = await keyToOffer();
  // Before the server closes the phone of before: this one could not take its place.
  if (key === null) throw new KeysNotKept();
  const { device, epoch, anchor, person } = await post("/devices", { code, public_key: await publicJwk(key.publicKey), label });
  await beginChain({ device, person: person.id, epoch, anchor }, key, Date.now());
  await navigator.storage?.persist?.();
  stage.value = (await hasVault()) ? "locked" : "no_pin";
}
