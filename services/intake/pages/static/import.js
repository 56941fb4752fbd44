// An upload that is being taken in is looked at again every two seconds; without this script a link does the same.
"use strict";

const PAUSE = 2000;

async function look() {
  const shown = document.getElementById("import");
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("import");
      if (fresh && !shown.contains(document.activeElement)) shown.replaceWith(document.adoptNode(fresh));
      else if (fresh) follow(shown, fresh);
    }
  } catch {
    // Away for a moment: the next look tells.
  }
  if (document.getElementById("import").hasAttribute("data-going-on")) setTimeout(look, PAUSE);
}

// Whoever stands on a button keeps it: only what is told is changed, until there is another button in its place.
function follow(shown, fresh) {
  if (fresh.hasAttribute("data-going-on")) {
    for (const part of ["[role=status]", "progress", "dl"]) {
      const [old, now] = [shown.querySelector(part), fresh.querySelector(part)];
      if (old && now) old.replaceWith(document.adoptNode(now));
    }
  } else {
    shown.replaceWith(document.adoptNode(fresh));
    const heading = document.querySelector("#import h1");
    heading.tabIndex = -1;
    heading.focus();
  }
}

setTimeout(look, PAUSE);
