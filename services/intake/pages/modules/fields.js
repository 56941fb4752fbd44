// The form as a list of [name, text]: read, written, and looked at before a card is kept that nobody would accept.
// Not the buttons, what the page carries along, or the trap for robots.
const controls = (form) =>
  [...form.elements].filter((each) => each.name && !each.matches("[type=hidden], button, [aria-hidden] *"));

const isTick = (control) => control.matches("[type=radio], [type=checkbox]");

const isText = ([, value]) => typeof value === "string";

const rulesOf = (form) => Object.entries(JSON.parse(form.dataset.questions));

export function readFields(form) {
  const names = new Set(controls(form).map((control) => control.name));
  return [...new FormData(form)].filter((field) => names.has(field[0]) && isText(field));
}

export const isBlank = (fields) => !fields.some(([, text]) => text.trim());

export const firstControl = (form) => controls(form)[0];

export const groupOf = (control) => control?.closest("fieldset") ?? control?.closest(".nhsuk-form-group");

export const labelOf = (group) => group?.querySelector("legend, label")?.textContent.trim();

// The questions by their names, and what was answered, both in the words that people read.
export const askedIn = (form) => Object.fromEntries(controls(form).map((each) => [each.name, labelOf(groupOf(each))]));

export const saidIn = (form) =>
  controls(form)
    .filter((each) => (isTick(each) ? each.checked : each.type !== "file" && each.value.trim()))
    .map((each) => (isTick(each) ? each.labels[0].textContent.trim() : each.value));

export const hasFiles = (form) => controls(form).some((control) => control.files?.length);

export function writeFields(form, fields) {
  const left = [...fields];
  const next = (name) => left.splice(left.findIndex((field) => field[0] === name) >>> 0, 1)[0]?.[1] ?? "";
  for (const control of controls(form)) {
    if (isTick(control)) control.checked = fields.some(([name, text]) => name === control.name && text === control.value);
    else control.value = control.type === "file" ? "" : next(control.name);
    // Counters and questions that depend on others look again.
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

export function answersOf(form) {
  const data = new FormData(form);
  const address = new URLSearchParams(location.search);
  const isKept = "kept" in document.documentElement.dataset;
  const answers = {};
  for (const [key, { hidden }] of rulesOf(form)) {
    let texts = data.getAll(key);
    // A kept page bears what the address said when it was kept.
    if (hidden && (isKept || !texts.length)) texts = address.getAll(key);
    texts = texts.map((text) => text.replaceAll("\r\n", "\n"));
    if (texts.some(Boolean)) answers[key] = texts.length > 1 ? texts : texts[0];
    // The field for own words beside an option, which the server knows by its name.
    const own = data.get(key + "-other");
    if (own?.trim()) answers[key + "-other"] = own;
  }
  return answers;
}

// What can be seen here already; the server judges. Gives [question, sentence] pairs, "" for the whole card.
export function faultsIn(form, words) {
  const answers = answersOf(form);
  const written = (key) => [answers[key] ?? [], answers[key + "-other"] ?? []].flat().join("\n");
  const isAsked = (key) =>
    controls(form).some((control) => control.name === key && !control.disabled && !control.closest("[hidden]"));
  if (!hasFiles(form) && !rulesOf(form).some(([key, { says }]) => says && written(key).trim())) return [["", words.none]];
  const number = (n) => n.toLocaleString("en");
  return rulesOf(form).flatMap(([key, { required, limit }]) => {
    const length = Array.from(written(key)).length;
    if (limit && length > limit)
      return [[key, words.long.replace("{longest}", number(limit)).replace("{length}", number(length))]];
    return required && isAsked(key) && !written(key).trim() ? [[key, words.missing]] : [];
  });
}
