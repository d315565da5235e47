/** The way on after the server has refused a chain. It needs the line anyway, so its code is fetched only then. */
import { readMeta } from "../store/meta.js";
import { rehome } from "../store/new_chain.js";
import { chainOrFail } from "../store/outbox.js";
import { signEpoch } from "../store/signing_key.js";
import { nextPage } from "./exchange.js";
import { ChainRefused, RetryLater } from "./failures.js";
import { post } from "./http.js";

/** Begin a new chain with what the server has not got. */
export async function openNextEpoch() {
  const { device, epoch, anchor } = await chainOrFail();
  const opened = await askForEpoch(device, epoch + 1, anchor).catch(async (failure) => {
    if (!(failure instanceof ChainRefused) || failure.code !== "anchor_unknown") throw failure;
    // A server with other keys knows none of our anchors, but gives a new one to whoever asks what changed.
    const page = await nextPage(device, (await readMeta("cursor")) ?? "");
    return askForEpoch(device, epoch + 1, page.anchor);
  });
  if (typeof opened?.anchor !== "string") throw new RetryLater("not_our_server");
  await rehome({ epoch: opened.epoch, anchor: opened.anchor }, Date.now());
}

/** @param {string} device @param {number} epoch @param {string} anchor */
async function askForEpoch(device, epoch, anchor) {
  return post(`/devices/${device}/epochs`, { epoch, anchor, signature: await signEpoch({ device, epoch, anchor }) });
}
