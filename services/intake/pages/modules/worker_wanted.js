// Asks the browser for what helps and may be refused: a worker that keeps the page, a sync, a store that lasts.
const after = (event) => new Promise((resolve) => addEventListener(event, resolve, { once: true }));

// Once the page is there, so that it takes nothing from it on a slow line; `addresses` are kept to be opened offline.
export async function keepOpenable(worker, addresses) {
  if (!navigator.serviceWorker) return;
  if (document.readyState !== "complete") await after("load");
  await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: addresses });
}

export async function wishForSync() {
  await navigator.storage?.persist?.();
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register("adborth-outbox");
}
