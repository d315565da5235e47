/** The words of the open pool. */
import en from "../../../../locales/en/phone_pool.json";
import zh from "../../../../locales/zh/phone_pool.json";
import { withBook } from "../../ui/words.js";

/** @typedef {`phone_pool.${keyof typeof zh & string}`} PoolWord */

export const say = /** @type {import("../../ui/words.js").Say<PoolWord>} */ (withBook("phone_pool", { zh, en }));
