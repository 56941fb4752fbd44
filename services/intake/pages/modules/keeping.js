// Which pages a phone keeps to open them without a connection, and which of them an address means.
const FRESH_MS = 60000;
const PAGES_AT_MOST = 24;
const KEPT_AT = "X-Kept-At";
const GONE = [401, 403, 404, 410];

const isFile = ({ url }) => new URL(url).pathname.startsWith("/static/");

const said = ({ url }) => [...new URL(url).searchParams].filter(([name]) => name !== "lang");

// The languages that a reader of this address wants, best first.
const wanted = (address) =>
  [new URL(address).searchParams.get("lang"), ...navigator.languages].map((language) => language?.slice(0, 2));

export function inBestLanguage(address, pages) {
  const spoken = (language) => pages.find(({ url }) => new URL(url).searchParams.get("lang") === language);
  return wanted(address).map(spoken).find(Boolean) ?? pages[0];
}

// The kept page for an address: all that it was kept for must stand in the address; what is more tells of the visit.
export async function keptFor(cache, address) {
  const asked = new URL(address);
  const fits = (page) =>
    new URL(page.url).pathname === asked.pathname && said(page).every(([n, v]) => asked.searchParams.get(n) === v);
  const pages = (await cache.keys()).filter(fits);
  const closest = Math.max(...pages.map((page) => said(page).length));
  const page = inBestLanguage(address, pages.filter((each) => said(each).length === closest));
  return page && cache.match(page);
}

// A page with all files that it names. One that is gone, or closed, is no longer kept. Rejects without a connection.
export async function keepPage(cache, address) {
  const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
  if (GONE.includes(answer.status)) return void (await cache.delete(address));
  if (!answer.ok || answer.redirected) throw new Error("not the page");
  const page = await answer.text();
  const files = [...page.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, file]) => file);
  await Promise.all(files.map(async (file) => (await cache.match(file)) || cache.add(file)));
  const now = Date.now();
  // The id belongs to one card: without one, the server gives it, so that no two cards bear the same.
  const marked = page.replace("<html", `<html data-kept="${now}"`).replace(/(name="id" value=")[^"]*/, "$1");
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set(KEPT_AT, now);
  await cache.put(address, new Response(marked, { headers }));
}

export async function keepFresh(cache, addresses) {
  for (const address of addresses) {
    const kept = await cache.match(address);
    if (!(kept?.headers.get(KEPT_AT) > Date.now() - FRESH_MS)) await keepPage(cache, address);
  }
  const forms = (await cache.keys()).filter((page) => !isFile(page) && !page.url.includes("/offline.html"));
  await Promise.all(forms.slice(0, -PAGES_AT_MOST).map((page) => cache.delete(page)));
}

// A newer cache fetches anew what older ones keep. Rejects without a connection.
export async function takeOver(cache, olderNames) {
  for (const name of olderNames) {
    const pages = (await (await caches.open(name)).keys()).filter((page) => !isFile(page));
    for (const { url } of pages) if (!(await cache.match(url))) await keepPage(cache, url);
  }
}
