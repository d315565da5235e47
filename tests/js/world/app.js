/** Everything of the app below its screens, as one module: a tab is one instance of it. */
export * from "../../../webapp/static/js/courier/alone.js";
export * from "../../../webapp/static/js/courier/commands.js";
export * from "../../../webapp/static/js/courier/drain.js";
export * from "../../../webapp/static/js/courier/exchange.js";
export * from "../../../webapp/static/js/courier/failures.js";
export * from "../../../webapp/static/js/store/answers.js";
export * from "../../../webapp/static/js/store/database.js";
export * from "../../../webapp/static/js/store/lease.js";
export * from "../../../webapp/static/js/store/meta.js";
export * from "../../../webapp/static/js/store/new_chain.js";
export * from "../../../webapp/static/js/store/outbox.js";
export * from "../../../webapp/static/js/store/refresh.js";
export * from "../../../webapp/static/js/store/rows.js";
export * from "../../../webapp/static/js/store/signing_key.js";
export * from "../../../webapp/static/js/store/state.js";
export * from "../../../webapp/static/js/store/vault.js";
