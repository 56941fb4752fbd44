// Typing paper cards without leaving the keys: Ctrl and Enter save, Enter in the number goes on, and a wrong number is
// seen before the words are typed. The server checks everything again.
"use strict";

const form = document.getElementById("type-in");
const number = document.getElementById("card-number");
const told = document.getElementById("number-told");
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const doubled = (value) => (value & 16 ? (value << 1) ^ 37 : value << 1);

function isRight(text) {
  const typed = text.toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0").replace(/[- ]/g, "");
  const values = Array.from(typed, (character) => ALPHABET.indexOf(character));
  if (values.length !== 8 || values.includes(-1)) return false;
  const check = values.pop();
  return doubled(values.reduce((sum, value) => doubled(sum) ^ value, 0)) === check;
}

function look() {
  const length = number.value.replace(/[- ]/g, "").length;
  told.textContent = length < 8 ? "" : isRight(number.value) ? number.dataset.right : number.dataset.wrong;
}

function isNextField(field) {
  return field.type !== "hidden" && field.offsetParent !== null && !(field.type === "radio" && field.name === "card-language");
}

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.target === number) {
    event.preventDefault();
    const fields = [...form.elements].filter(isNextField);
    fields[fields.indexOf(number) + 1].focus();
  }
});
number.addEventListener("input", look);
look();
