/**
 * The words of the parts that are fetched after the first load: those of a client's file, which the desk says too, and those
 * of the phone alone. They speak the words of the first load as well.
 */
import enFile from "../../../locales/en/file.json";
import enLater from "../../../locales/en/later.json";
import zhFile from "../../../locales/zh/file.json";
import zhLater from "../../../locales/zh/later.json";
import { withBook } from "./words.js";

/** @typedef {`file.${keyof typeof zhFile & string}` | `later.${keyof typeof zhLater & string}`} LaterWord */

withBook("file", { zh: zhFile, en: enFile });

export const say = /** @type {import("./words.js").Say<LaterWord>} */ (withBook("later", { zh: zhLater, en: enLater }));
