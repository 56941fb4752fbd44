// The phone's own store: cards that are on their way, and the receipts of those that arrived.
let opened;

const opening = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("adborth", 1);
    request.onupgradeneeded = () => {
      for (const name of ["cards", "sent"]) request.result.createObjectStore(name, { keyPath: "id" });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      database.onclose = () => (opened = undefined);
      resolve(database);
    };
  });

// All of `work` or nothing; kept on the disk, not only handed to the system, once the promise is fulfilled.
async function transact(mode, work) {
  opened ??= opening();
  const database = await opened;
  return new Promise((resolve, reject) => {
    const doing = database.transaction(["cards", "sent"], mode, { durability: "strict" });
    let request;
    doing.oncomplete = () => resolve(request?.result);
    doing.onabort = () => reject(doing.error);
    try {
      request = work(doing.objectStore("cards"), doing.objectStore("sent"));
    } catch (error) {
      doing.abort();
      reject(error);
    }
  });
}

async function within(mode, work) {
  try {
    return await transact(mode, work);
  } catch {
    // A phone that slept may have lost the connection to its store: a second one is opened before it is given up.
    opened = undefined;
    return transact(mode, work);
  }
}

export const cardsKept = async () =>
  (await within("readonly", (cards) => cards.getAll())).sort((a, b) => a.at - b.at);

export const cardKept = (id) => within("readonly", (cards) => cards.get(id));

export const receiptsKept = async () =>
  (await within("readonly", (_, sent) => sent.getAll())).sort((a, b) => b.at - a.at);

export const keepCard = (card, insteadOf) =>
  within("readwrite", (cards) => {
    cards.put(card);
    if (insteadOf) cards.delete(insteadOf);
  });

export const dropCard = (id) => within("readwrite", (cards) => void cards.delete(id));

export const dropReceipts = () => within("readwrite", (_, sent) => void sent.clear());

// Receipts of a tablet that people share, but for one that is still shown: whoever comes next must not find them.
export const forgetShared = (shown) =>
  within("readwrite", (_, sent) => {
    const request = sent.getAll();
    request.onsuccess = () => {
      for (const { id, shared } of request.result) if (shared && id !== shown) sent.delete(id);
    };
  });

// The words go in the same moment in which the receipt comes.
export const keepReceipt = (receipt) =>
  within("readwrite", (cards, sent) => {
    cards.delete(receipt.id);
    sent.put(receipt);
  });

// A card that was deleted while it was under way stays deleted.
export const noteOn = (id, noted) =>
  within("readwrite", (cards) => {
    const request = cards.get(id);
    request.onsuccess = () => {
      if (request.result) cards.put({ ...request.result, ...noted });
    };
  });
