/** What the screens work out before anything is drawn, as one module. */
export * from "../../../webapp/static/js/store/state.js";
export * from "../../../webapp/static/js/ui/minute.js";
export * from "../../../webapp/static/js/ui/pill.js";
export * from "../../../webapp/static/js/ui/times.js";
export * from "../../../webapp/static/js/ui/words.js";
export * from "../../../webapp/static/js/views/floor/today_lists.js";
export * from "../../../webapp/static/js/views/justice/evidence.js";
export * from "../../../webapp/static/js/views/ownership/client_acts.js";
export * from "../../../webapp/static/js/views/ownership/days_left.js";
export * from "../../../webapp/static/js/views/ownership/escort.js";
export * from "../../../webapp/static/js/views/ownership/pool_row.js";
export * from "../../../webapp/static/js/views/ownership/registration_draft.js";
export * from "../../../webapp/static/js/views/ownership/subject.js";
