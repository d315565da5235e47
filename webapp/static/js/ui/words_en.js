/** The English words of the first load, fetched by whoever reads English. */
export { default } from "../../../locales/en/app.json";
