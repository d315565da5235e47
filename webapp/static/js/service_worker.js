/** Keeps the shell, so that the app opens without signal. It never sees the queue, and caches nothing of anybody. */
import { matchPrecache, precacheAndRoute } from "workbox-precaching";
import { registerRoute, setCatchHandler } from "workbox-routing";

/** @import { PrecacheEntry } from "workbox-precaching" */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** The build puts the list in its place. @type {PrecacheEntry[]} */
// @ts-expect-error a name that only the build knows
const precache = __PRECACHE__;

precacheAndRoute(precache);

/** Any address of the app is the same shell; without it there is only the network. */
registerRoute(
  ({ request, url }) => request.mode === "navigate" && url.pathname.startsWith("/app/"),
  async ({ request }) => (await matchPrecache("/app/")) ?? fetch(request),
);

/** Neither here nor on the network: an answer all the same, so that no promise to the page is ever broken. */
setCatchHandler(() => Promise.resolve(Response.error()));

/** The new version takes over when the person says so, never under an open form. */
worker.addEventListener("message", ({ data }) => {
  if (data?.type === "SKIP_WAITING") void worker.skipWaiting();
});

/** The first version serves the page that installed it, so that it opens offline from the first visit on. */
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
