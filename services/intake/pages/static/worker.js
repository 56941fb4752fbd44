// Stands between the form and the line: opens kept pages without a connection. NAME and OFFLINE come from its server.
import { inBestLanguage, keepFresh, keepPage, keptFor, takeOver } from "../modules/keeping.js";
import { sendAll } from "../modules/sending.js";

const PATIENCE_MS = 4000;
const PAGES = OFFLINE.map((path) => ({ url: new URL(path, location).href }));

const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const older = async () => (await caches.keys()).filter((name) => name.startsWith("adborth-") && name !== NAME);

// Where it fails, the older worker stays with all that it keeps.
async function install() {
  const cache = await caches.open(NAME);
  for (const { url } of PAGES) await keepPage(cache, url);
  await takeOver(cache, await older());
  await self.skipWaiting();
}

async function activate() {
  for (const name of await older()) await caches.delete(name);
  await self.clients.claim();
}

async function page(request) {
  const cache = await caches.open(NAME);
  const kept = await keptFor(cache, request.url);
  const answer = fetch(request).catch(() => null);
  if (!kept) return (await answer) ?? cache.match(inBestLanguage(request.url, PAGES).url);
  const quick = await Promise.race([answer, after(PATIENCE_MS)]);
  return quick && quick.status < 500 ? quick : kept;
}

const file = async (request) => (await (await caches.open(NAME)).match(request)) ?? fetch(request);

// Without a connection, or where the phone is full, what is kept stays as it was.
const keep = async (addresses) => keepFresh(await caches.open(NAME), addresses).catch(() => {});

async function sync() {
  const channel = new BroadcastChannel("adborth");
  const left = await sendAll(() => channel.postMessage("changed"));
  channel.close();
  // The browser asks again later when this is refused.
  if (left.length) throw new Error("cards still wait");
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("sync", (event) => event.waitUntil(sync()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data.keep)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});
