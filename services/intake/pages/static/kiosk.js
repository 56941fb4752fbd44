// A tablet that people share: what somebody left is cleared, and after each card the form is empty again. Whoever is
// still there is asked first, and any touch or key gives them all the time again (WCAG 2.2.1).
"use strict";

const IDLE_SECONDS = 90;
const WARNING_SECONDS = 20;

const kiosk = document.getElementById("kiosk");
const form = document.getElementById("card");
const warning = document.getElementById("kiosk-idle");
const next = document.getElementById("kiosk-next");
let begun = false;
let quiet = 0;
let leaving = 0;

const goHome = () => location.replace(kiosk.dataset.home);

const isThanked = () => Boolean(document.querySelector(".nhsuk-panel"));

function show(element, left) {
  document.getElementById(`${element.id}-left`).textContent = left;
}

function goOn() {
  quiet = 0;
  if (warning.open) warning.close();
}

function stay() {
  leaving = Infinity;
  next.hidden = true;
}

function tick() {
  if (isThanked()) {
    if (leaving === 0) next.hidden = false;
    leaving += 1;
    if (next.hidden) return;
    show(next, WARNING_SECONDS - leaving);
    if (leaving >= WARNING_SECONDS) goHome();
    return;
  }
  leaving = 0;
  next.hidden = true;
  if (!begun) return;
  quiet += 1;
  if (quiet < IDLE_SECONDS) return;
  if (!warning.open) warning.showModal();
  show(warning, IDLE_SECONDS + WARNING_SECONDS - quiet);
  if (quiet >= IDLE_SECONDS + WARNING_SECONDS) goHome();
}

for (const kind of ["keydown", "pointerdown", "input", "touchstart"]) addEventListener(kind, goOn, { passive: true });
form?.addEventListener("input", () => (begun = true));
form?.addEventListener("change", () => (begun = true));
// A page that shows what is wrong holds what somebody typed.
begun = Boolean(document.querySelector(".nhsuk-error-summary"));
document.getElementById("kiosk-keep").addEventListener("click", stay);
// A page that the browser kept for its back button may hold somebody's words.
addEventListener("pageshow", (event) => event.persisted && goHome());
setInterval(tick, 1000);
