// Asks for the report every 4 to 5 s; puts a newer one in place.
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
  for (const { id } of old.querySelectorAll("[open]")) page.getElementById(id)?.setAttribute("open", "");
  const at = document.activeElement.id;
  const { count } = page.getElementById("live").dataset;
  old.replaceWith(page.getElementById("live"));
  id(at)?.focus({ preventScroll: true });
  if (id("heard").textContent !== count) id("heard").textContent = count;
};

const again = () => look().catch(() => (id("lost").hidden = false));
document.onvisibilitychange = again;
(function wait() {
  setTimeout(() => again().then(wait), 4000 + 900 * Math.random());
})();

// On paper every table is open, and afterwards as it was.
let closed = [];
onbeforeprint = () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const each of closed) each.open = true;
};
onafterprint = () => closed.forEach((each) => (each.open = false));
