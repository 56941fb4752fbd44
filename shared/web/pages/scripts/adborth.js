// Small kindnesses; every page works without them.
"use strict";

const summary = document.querySelector(".nhsuk-error-summary");
if (summary) {
  summary.tabIndex = -1;
  summary.focus();
}

// The texts come from the page, so that they are in its language.
for (const area of document.querySelectorAll("textarea[data-limit]")) {
  const message = document.getElementById(area.id + "-info");
  const limit = Number(area.dataset.limit);
  const count = () => {
    const left = limit - Array.from(area.value).length;
    const text = left < 0 ? area.dataset.over : area.dataset.left;
    message.textContent = text.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    message.classList.toggle("nhsuk-error-message", left < 0);
  };
  area.addEventListener("input", count);
  if (area.value) count();
}
