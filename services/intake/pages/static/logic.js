// Questions that are asked only after certain answers: hidden until then, and not sent while they are hidden.
"use strict";

const form = document.getElementById("card");

// Own words choose their option, ticked or not, as they do on the server.
const chosenIn = (key) => {
  const own = form.elements[key + "-other"];
  const beside = own && !own.disabled && own.value.trim() ? [own.dataset.option] : [];
  return [...new FormData(form).getAll(key), ...beside];
};

// In the order of the page: what is not asked answers nothing, so that a question hanging on it is not asked either.
const look = () => {
  for (const part of form.querySelectorAll("[data-after]")) {
    const wanted = part.dataset.by.split(" ");
    const isAsked = chosenIn(part.dataset.after).some((option) => wanted.includes(option));
    // What the server found wrong has to be seen.
    part.hidden = !isAsked && !part.querySelector(".nhsuk-error-message");
    for (const control of part.querySelectorAll("input, textarea, select")) control.disabled = part.hidden;
  }
};

form.addEventListener("input", look);
form.addEventListener("change", look);
look();
