// A card as the phone keeps it until the server has it.
import { answersOf, askedIn, readFields, saidIn } from "./fields.js";

// A fresh one always: this page may have been kept, and its own id been used.
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// What the API takes beside the answers, from the form or, on a page that was kept without it, from the address.
function beside(form) {
  const address = new URLSearchParams(location.search);
  const given = (name) => form.elements.namedItem(name)?.value || address.get(name);
  const named = ["invite", "shown", "website", "card", "resume"].map((name) => [name, given(name)]);
  const version = Number(form.elements.namedItem("version")?.value);
  return Object.fromEntries([...named, ["version", version], ["kiosk", address.has("kiosk")]].filter(([, value]) => value));
}

export function cardOf(form) {
  const at = Date.now();
  const { survey, title, language, to } = form.dataset;
  return {
    id: freshId(),
    at,
    survey,
    title,
    to,
    reader: document.documentElement.lang,
    page: location.pathname + location.search,
    fields: readFields(form),
    asked: askedIn(form),
    said: saidIn(form),
    body: { ...beside(form), language, filled_at: new Date(at).toISOString(), answers: answersOf(form) },
  };
}
