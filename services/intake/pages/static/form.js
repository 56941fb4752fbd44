// The delegate's form on a bad line: what is typed stays on the phone, what is sent stays until the server has it.
import { cardOf, freshId } from "../modules/cards.js";
import { complain } from "../modules/complaints.js";
import { courier } from "../modules/courier.js";
import { draftsOf } from "../modules/drafts.js";
import { faultsIn, hasFiles, isBlank, readFields, writeFields } from "../modules/fields.js";
import { showLists } from "../modules/lists.js";
import { $, at, noteKept, say, show, showsForm, words } from "../modules/screen.js";
import { tabShelf } from "../modules/shelves.js";
import { cardsKept, dropCard, dropReceipts, forgetShared, keepCard, noteOn, receiptsKept } from "../modules/store.js";
import { keepOpenable, wishForSync } from "../modules/worker_wanted.js";

const form = $("card");
const drafts = draftsOf(form);
const { pace, kept } = document.documentElement.dataset;
const channel = new BroadcastChannel("adborth");
const lastKey = `${drafts.key}:last`;
const mendMark = "#mend-";
const languageButtons = [...document.querySelectorAll("[name=change_language]")];
// The card that a panel speaks of, and the one that is being corrected in the form.
let last = "";
let mends = "";
let busy = false;

const send = courier(Number(pace ?? 2000), changed, () => wishForSync().catch(() => {}));

function remember(id) {
  last = id;
  if (drafts.on) tabShelf.set(lastKey, id);
}

async function refresh() {
  try {
    const [cards, receipts] = await Promise.all([cardsKept(), receiptsKept()]);
    showLists(cards, receipts, drafts.on, { retry, mend, remove });
    if (last) follow(cards.find(({ id }) => id === last), receipts.find(({ id }) => id === last));
  } catch {
    say(words.unkept);
  }
}

async function changed() {
  channel.postMessage("changed");
  await refresh();
}

function follow(card, receipt) {
  if (receipt) {
    show(receipt.late ? "late" : "sent", receipt.receipt);
    say(at(receipt.late ? words.lateAt : words.sentAt, receipt.at));
  } else if (card?.refused) correct(card);
  else if (card) {
    show("waiting");
    say(card.tried ? words.waiting : words.sending);
  } else another();
}

function another() {
  remember("");
  say("");
  show("");
}

// Another card is not the printed one that the address named.
function next() {
  const address = new URL(location);
  if (address.searchParams.has("card")) {
    address.searchParams.delete("card");
    history.replaceState(null, "", address);
  }
  another();
}

function typed() {
  const fields = readFields(form);
  $("clear").hidden = isBlank(fields);
  if (isBlank(fields)) {
    drafts.drop();
    mends = "";
    say("");
  } else say(drafts.keep({ fields, mends }) ? words.draft : drafts.on ? words.undrafted : "");
}

function clear() {
  complain(form, []);
  writeFields(form, []);
  typed();
}

function restore({ fields, mends: id = "" }) {
  mends = id;
  writeFields(form, fields);
  typed();
}

// Back into the form; it stays kept as it is until the corrected card is kept in its place.
function correct(card) {
  another();
  restore({ fields: card.fields, mends: card.id });
  const { title, detail, errors } = card.refused;
  const faults = errors.map(({ field, message }) => [field.replace(/^answers\.?/, ""), message]);
  complain(form, faults.length ? faults : [["", [title, detail].filter(Boolean).join(" ")]]);
  say(words.refused);
}

function mend(card) {
  if (card.survey !== form.dataset.survey) location.assign(card.page + mendMark + card.id);
  else if (isBlank(readFields(form)) || confirm(words.replace)) correct(card);
}

async function retry({ id }) {
  await noteOn(id, { refused: null });
  await changed();
  send();
}

async function remove({ id }) {
  if (!confirm(words.sure)) return;
  await dropCard(id);
  if (id === mends) clear();
  await changed();
}

// The ordinary way, where this phone keeps nothing or the card holds a file. Without a connection it would lead to
// the browser's own page, and the words be gone: that is asked first.
async function sendPlainly() {
  // A page that was kept may have given its id away; another one keeps it, so that sending twice counts once.
  if (kept) form.elements.namedItem("id").value = freshId();
  try {
    await fetch(form.action, { method: "HEAD", cache: "no-store", credentials: "omit" });
    HTMLFormElement.prototype.submit.call(form);
  } catch {
    say(words.unsent);
  }
}

async function submitted(event) {
  // Other buttons of the form (the language, coming back later) have ways of their own.
  if (event.submitter?.name || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  const faults = faultsIn(form, words);
  complain(form, faults);
  if (faults.length || busy) return;
  busy = true;
  const card = cardOf(form);
  try {
    if (hasFiles(form)) throw new Error("files go the ordinary way");
    await keepCard(card, mends);
  } catch {
    await sendPlainly();
    busy = false;
    return;
  }
  clear();
  remember(card.id);
  await changed();
  busy = false;
  send();
}

function languageChanged(event) {
  const draft = { fields: readFields(form), mends, last };
  // A file goes to the other language by post only.
  if (hasFiles(form) || !drafts.carry(draft)) return;
  event.preventDefault();
  location.assign(event.currentTarget.formAction);
}

async function begin() {
  const carried = drafts.carried();
  const isReload = performance.getEntriesByType("navigation")[0]?.type === "reload";
  remember(carried?.last ?? (isReload && drafts.on && tabShelf.get(lastKey)) ?? "");
  const draft = carried ?? drafts.kept();
  // A page that goes on with saved answers is not blank: what was just typed on it comes after them.
  if (draft && (carried || isBlank(readFields(form)))) restore(draft);
  if (kept) noteKept(Number(kept));
  await forgetShared(last).catch(() => {});
  await refresh();
  if (location.hash.startsWith(mendMark)) {
    const card = (await cardsKept()).find(({ id, refused }) => refused && mendMark + id === location.hash);
    if (card) correct(card);
  }
  send();
}

// This page in each language, without what the address tells of one visit.
function addresses() {
  const inOther = languageButtons.map((button) => button.formAction);
  return [form.action, ...inOther].map((given) => {
    const address = new URL(given);
    const questions = Object.entries(JSON.parse(form.dataset.questions));
    for (const [key, { hidden }] of questions) if (hidden) address.searchParams.delete(key);
    address.searchParams.delete("card");
    return address.href;
  });
}

function start() {
  form.addEventListener("submit", submitted);
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  for (const button of languageButtons) button.onclick = languageChanged;
  document.addEventListener("click", ({ target }) => target.closest("[data-another]") && next());
  $("clear").onclick = clear;
  $("clear-sent").onclick = () => dropReceipts().then(changed);
  channel.onmessage = refresh;
  // Another tab sent or cleared the draft that both of them show: here it goes, too.
  addEventListener("storage", ({ key, oldValue, newValue }) => {
    if (key !== drafts.key || newValue || busy) return;
    if (JSON.stringify(JSON.parse(oldValue)?.fields) === JSON.stringify(readFields(form))) clear();
  });
  $("phone").hidden = false;
  $("drafting").hidden = !drafts.on;
  if (!kept && form.dataset.keep !== "off") keepOpenable(words.worker, addresses()).catch(() => {});
  begin();
}

if (form.dataset.thanked) drafts.drop();
else start();
