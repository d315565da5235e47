/** The words of the rule book's screen and card; the rules themselves come in words from the server. */
import en from "../../../../locales/en/phone_rules.json";
import zh from "../../../../locales/zh/phone_rules.json";
import { withBook } from "../../ui/words.js";

/** @typedef {`phone_rules.${keyof typeof zh & string}`} RulesWord */

export const say = /** @type {import("../../ui/words.js").Say<RulesWord>} */ (withBook("phone_rules", { zh, en }));
