// What is being typed, kept on the phone until it is sent; nothing of it where drafts are switched off.
import { phoneShelf, tabShelf } from "./shelves.js";

export function draftsOf(form) {
  // A page that was kept knows of no kiosk.
  const on = form.dataset.drafts !== "off" && !new URLSearchParams(location.search).has("kiosk");
  const key = `adborth-draft:${form.dataset.survey}`;
  return {
    on,
    key,
    // Whether it is kept now.
    keep: (draft) => on && (draft ? phoneShelf.set(key, draft) : phoneShelf.drop(key) ?? false),
    kept: () => (on ? phoneShelf.get(key) : null),
    drop: () => phoneShelf.drop(key),
    // Over to the page in the other language, also where no draft is kept; false when that can't be done.
    carry: (draft) => tabShelf.set(key, draft),
    carried() {
      const draft = tabShelf.get(key);
      tabShelf.drop(key);
      return draft;
    },
  };
}
