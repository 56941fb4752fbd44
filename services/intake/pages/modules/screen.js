// What the page says about this phone's cards; the words come from the page, in its language.
export const $ = (id) => document.getElementById(id);

export const words = $("phone")?.dataset ?? {};

// In figures: few browsers know the Welsh months.
export const at = (text, ms) =>
  text.replace("{time}", new Date(ms).toLocaleString("en-GB", { dateStyle: "short", timeStyle: "short" }));

export function say(text) {
  if ($("state").textContent !== text) $("state").textContent = text;
}

export function element(tag, text, attributes) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.textContent = text;
  return made;
}

// The form gives way to a panel and comes back: one of them is in the page, and one heading.
const fill = $("fill");
let shown = fill;
let name = "";

export function show(panel, receipt) {
  if (panel === name) return;
  name = panel;
  $("phone").classList.toggle("ad-phone--panel", Boolean(panel));
  const next = panel ? $(`panel-${panel}`).content.cloneNode(true).firstElementChild : fill;
  shown.replaceWith(next);
  shown = next;
  if (receipt) {
    next.querySelector("[data-receipt]").textContent = receipt;
    next.querySelector("[data-see]").href = words.receipts.replace("RECEIPT", receipt);
    next.querySelector("[data-picture]").src = words.receipts.replace("RECEIPT", `${receipt}/qr.svg`);
  }
  next.querySelector("h1").focus();
}

export const showsForm = () => !name;

export function noteKept(ms) {
  fill.prepend(element("p", at(words.kept, ms), { className: "ad-note" }));
}
