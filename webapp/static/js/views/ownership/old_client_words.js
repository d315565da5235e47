/** The words of published lists of old clients. */
import en from "../../../../locales/en/phone_old.json";
import zh from "../../../../locales/zh/phone_old.json";
import { withBook } from "../../ui/words.js";

/** @typedef {`phone_old.${keyof typeof zh & string}`} OldClientWord */

export const say = /** @type {import("../../ui/words.js").Say<OldClientWord>} */ (withBook("phone_old", { zh, en }));
