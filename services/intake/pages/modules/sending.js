// Carries cards to the server, each until it was answered; the id of a card makes every further try harmless.
import { cardKept, cardsKept, keepReceipt, noteOn } from "./store.js";

const AGAIN = [408, 425, 429];
const LONGEST_WAIT_S = 86400;
const ANSWER_WITHIN_MS = 30000;

const afterMs = (ms) => AbortSignal.timeout?.(ms);

// One tab at a time. A tab that the phone put to sleep may hold the lock for ever: then the server sees to it.
async function alone(work) {
  let begun = false;
  try {
    return await navigator.locks.request("adborth-outbox", { signal: afterMs(2 * ANSWER_WITHIN_MS) }, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    return work();
  }
}

function notBefore(answer) {
  const told = answer.headers.get("Retry-After");
  if (!told) return 0;
  const seconds = /^\d+$/.test(told) ? Number(told) : (Date.parse(told) - Date.now()) / 1000;
  return Date.now() + 1000 * Math.min(seconds || 0, LONGEST_WAIT_S);
}

// Whoever stands between (a hall's sign-in page, a proxy) may answer anything: only our own words count.
async function judged(answer, id) {
  const said = await answer.json().catch(() => null);
  if (answer.ok && said?.id === id && said.receipt) return { receipt: said.receipt, late: Boolean(said.late) };
  const ours = answer.headers.get("Content-Type")?.startsWith("application/problem+json");
  const final = answer.status >= 400 && answer.status < 500 && !AGAIN.includes(answer.status);
  if (ours && final && said) return { refused: { title: said.title, detail: said.detail, errors: said.errors ?? [] } };
  return { notBefore: notBefore(answer) };
}

async function posted(card) {
  try {
    const answer = await fetch(card.to, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": self.document?.documentElement.lang ?? card.reader },
      body: JSON.stringify({ id: card.id, ...card.body }),
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
      signal: afterMs(ANSWER_WITHIN_MS),
    });
    return await judged(answer, card.id);
  } catch {
    return { notBefore: 0, away: true };
  }
}

// Whether it is worth trying the next one.
async function sendOne(id) {
  const card = await cardKept(id);
  if (!card || card.refused || card.notBefore > Date.now()) return true;
  const { away, receipt, late, ...noted } = await posted(card);
  const { survey, title, body } = card;
  const { language, kiosk: shared } = body;
  if (receipt) await keepReceipt({ id, receipt, late, at: Date.now(), survey, title, language, shared });
  else await noteOn(id, { ...noted, tried: Date.now() });
  return !away;
}

// Sends what waits, least tried first, so that none stands in the way of the others; tells after each. Gives the
// cards that still wait.
export async function sendAll(tell) {
  await alone(async () => {
    const cards = await cardsKept();
    for (const { id } of cards.sort((a, b) => (a.tried ?? 0) - (b.tried ?? 0))) {
      const goOn = await sendOne(id);
      await tell(id);
      if (!goOn) return;
    }
  });
  return (await cardsKept()).filter((card) => !card.refused);
}
