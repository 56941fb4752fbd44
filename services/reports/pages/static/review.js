// Keys for everything on the review form, words chosen by selecting them, and chosen words shown at once.
const form = document.getElementById("decide");
const field = (name) => document.getElementById(name);
const press = (value) => form.querySelector(`#actions [name=do][value=${value}]`)?.click();
const words = [...form.querySelectorAll("[data-word]")];
const KEPT = "adborth-review-keys";

for (const hidden of document.querySelectorAll(".rv-scripted")) hidden.hidden = false;

const show = () => {
  const first = Number(field("first").value);
  const last = Number(field("last").value) || first;
  for (const word of words) {
    const number = Number(word.dataset.word);
    word.classList.toggle("rv-chosen", first > 0 && first <= number && number <= last);
  }
};
for (const name of ["first", "last"]) field(name).addEventListener("input", show);
show();

document.addEventListener("selectionchange", () => {
  const selected = document.getSelection();
  if (!selected.rangeCount || selected.isCollapsed) return;
  const range = selected.getRangeAt(0);
  if (!field("words").contains(range.commonAncestorContainer)) return;
  const touched = words.filter((word) => selected.containsNode(word.querySelector(".rv-text"), true));
  if (!touched.length) return;
  field("first").value = touched[0].dataset.word;
  field("last").value = touched.at(-1).dataset.word;
  show();
});

const DOES = {
  a: () => press("accept"),
  s: () => press("save"),
  n: () => press("none"),
  u: () => press("undo"),
  k: () => field("skip").click(),
  c: () => field("code").focus(),
  w: () => field("first").focus(),
};

let on = true;
try {
  on = localStorage.getItem(KEPT) !== "off";
} catch {
  // Storage may be forbidden: then keys are on, and turned off for this page only.
}
const toggle = field("keys");
const texts = [toggle.dataset.off, toggle.textContent];
const tell = () => {
  toggle.textContent = texts[Number(on)];
  toggle.setAttribute("aria-pressed", String(on));
};
toggle.addEventListener("click", () => {
  on = !on;
  tell();
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // See above.
  }
});
tell();

document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const key = event.key.toLowerCase();
  const does = DOES[key] ?? (/^[1-9]$/.test(key) && field(`keep-${key - 1}`) ? () => field(`keep-${key - 1}`).click() : null);
  if (!does) return;
  event.preventDefault();
  does();
});
