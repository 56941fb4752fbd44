// The cards that wait on this phone, and the receipts of those that were sent from it.
import { $, at, element, words } from "./screen.js";

const EXCERPT = 80;
const RECEIPTS_AT_MOST = 20;

const action = (text, onclick) => element("button", text, { type: "button", className: "ad-link-button", onclick });

const excerpt = ({ said }) => Array.from(said.join(" · ")).slice(0, EXCERPT).join("");

// The detail names questions by their keys, where any is at fault.
function reasons({ asked, refused: { title, detail, errors } }) {
  const faults = errors.map(({ field, message }) => [asked[field.replace("answers.", "")], message]);
  return [title, ...(faults.length ? faults.map((fault) => fault.filter(Boolean).join(" – ")) : [detail])].filter(Boolean);
}

// `open`: whether words may be shown, which those of the one before may not on a shared screen.
function waiting(card, open, { retry, mend, remove }) {
  const item = element("li", "");
  const told = card.refused ? words.refused : at(words.waitingSince, card.at);
  const { language: lang } = card.body;
  item.append(element("strong", card.title, { lang }), element("p", told));
  if (open) item.append(element("p", excerpt(card), { className: "nhsuk-hint", lang }));
  const actions = [action(words.remove, () => remove(card))];
  if (card.refused) {
    item.append(...reasons(card).map((reason) => element("p", reason)));
    actions.unshift(action(words.retry, () => retry(card)));
    if (open) actions.unshift(action(words.mend, () => mend(card)));
  }
  const row = element("p", "", { className: "ad-actions" });
  row.append(...actions);
  item.append(row);
  return item;
}

function sent({ title, language, at: moment, receipt, late }) {
  const item = element("li", "");
  const told = element("p", `${at(late ? words.lateAt : words.sentAt, moment)} · `);
  told.append(element("a", receipt, { href: words.receipts.replace("RECEIPT", receipt) }));
  item.append(element("strong", title, { lang: language }), told);
  return item;
}

function put(id, items) {
  $(id).hidden = !items.length;
  $(id).querySelector("ul").replaceChildren(...items);
}

export function showLists(cards, receipts, open, actions) {
  put("waiting", cards.map((card) => waiting(card, open, actions)));
  const own = open ? receipts.filter(({ shared }) => !shared) : [];
  put("sent", own.slice(0, RECEIPTS_AT_MOST).map(sent));
}
