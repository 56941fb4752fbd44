// The browser's small stores, which a private window or a full phone may refuse: then they say null or false.
const shelf = (name) => ({
  get(key) {
    try {
      return JSON.parse(window[name].getItem(key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      window[name].setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  drop(key) {
    try {
      window[name].removeItem(key);
    } catch {
      // Nothing was kept there.
    }
  },
});

export const phoneShelf = shelf("localStorage");
export const tabShelf = shelf("sessionStorage");
