// Asks for the report every 4 to 5 s; puts a newer one in place.
"use strict";
const id = (x) => document.getElementById(x);

const look = async () => {
  if (document.hidden) return;
  const old = id("live");
  const headers = { "If-None-Match": `W/"${old.dataset.tag}"` };
  const answer = await fetch(location, { headers, cache: "no-store" });
  if (answer.redirected) location.reload();
  id("lost").hidden = answer.ok || answer.status === 304;
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("live");
  for (const { id } of old.querySelectorAll("details[open]")) page.getElementById(id)?.setAttribute("open", "");
  const at = document.activeElement.id;
  old.replaceWith(fresh);
  id(at)?.focus({ preventScroll: true });
  id("heard").textContent = fresh.dataset.count;
};

const again = () => look().catch(() => (id("lost").hidden = false));
document.onvisibilitychange = again;
(function wait() {
  setTimeout(() => again().then(wait), 4000 + 900 * Math.random());
})();
