// What is wrong with a card, told as the server's own page tells it: a summary with links, and beside each question.
import { firstControl, groupOf, labelOf } from "./fields.js";
import { $ } from "./screen.js";

function unmark(form) {
  for (const old of document.querySelectorAll(".nhsuk-error-summary, .nhsuk-error-message[id]")) old.remove();
  for (const control of form.querySelectorAll("[data-described]")) {
    control.setAttribute("aria-describedby", control.dataset.described);
    delete control.dataset.described;
  }
}

function mark(control, group, sentence) {
  const told = $("fault").content.cloneNode(true).firstElementChild;
  told.append(sentence);
  told.id = `${control.id}-fault`;
  const legend = group.querySelector("legend");
  if (legend) legend.after(told);
  else control.before(told);
  const described = control.getAttribute("aria-describedby") ?? "";
  control.dataset.described = described;
  control.setAttribute("aria-describedby", `${described} ${told.id}`.trim());
}

// Faults are [question, sentence] pairs, "" for the whole card; without any, earlier ones go.
export function complain(form, faults) {
  unmark(form);
  if (!faults.length) return;
  const summary = $("faults").content.cloneNode(true).firstElementChild;
  const list = summary.querySelector("ul");
  const pattern = list.firstElementChild;
  list.replaceChildren();
  for (const [key, sentence] of faults) {
    const control = key ? form.querySelector(`[name="${key}"]`) : firstControl(form);
    const group = groupOf(control);
    const label = key ? labelOf(group) ?? key : "";
    const item = pattern.cloneNode(true);
    const link = item.querySelector("a");
    link.textContent = label ? `${label} – ${sentence}` : sentence;
    if (control) link.href = `#${control.id}`;
    list.append(item);
    if (key && group) mark(control, group, sentence);
  }
  $("fill").prepend(summary);
  summary.focus();
}
