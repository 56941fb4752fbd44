// When cards are sent: at once, whenever there may be a connection again, and now and then without end.
import { sendAll } from "./sending.js";

const DOUBLINGS = 7;

// `pace` in ms: the first wait, and how far phones that come back together spread themselves. `wait` is called once
// when cards begin to wait. Gives a way to hurry.
export function courier(pace, tell, wait) {
  let running = false;
  let again = false;
  let failures = 0;
  let timer;

  async function carry() {
    if (running) return void (again = true);
    running = true;
    clearTimeout(timer);
    let left = [];
    try {
      do {
        again = false;
        left = await sendAll(tell);
      } while (again);
    } finally {
      running = false;
    }
    failures = left.length ? failures + 1 : 0;
    if (!left.length) return;
    const backOff = pace * 2 ** Math.min(failures - 1, DOUBLINGS) * (0.5 + Math.random() / 2);
    const allowed = Math.min(...left.map((card) => card.notBefore ?? 0)) - Date.now();
    timer = setTimeout(hurry, Math.max(backOff, allowed));
    if (failures === 1) wait();
  }

  // The store may be gone: what it held is then not ours to send.
  const hurry = () => carry().catch(() => tell());

  addEventListener("online", () => setTimeout(hurry, Math.random() * pace));
  document.addEventListener("visibilitychange", () => document.hidden || hurry());
  return hurry;
}
