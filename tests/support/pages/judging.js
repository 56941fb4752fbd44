// What the court sees on a page that axe does not look for. Gives {findings, texts}; run it when every <details> is open.
() => {
  const findings = [];
  const complain = (what, element) => findings.push(`${what}: ${element ? element.outerHTML.slice(0, 120) : ""}`);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });

  if ([...document.querySelectorAll("h1")].filter(seen).length !== 1) complain("not exactly one h1");
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) {
    const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth);
    complain(`${wide} px too wide`, out.at(-1));
  }

  // How an element, its label (a radio button's circle is drawn there) and their pseudo-elements are drawn.
  const drawn = (element) =>
    JSON.stringify(
      [element, ...(element.labels ?? [])].flatMap((each) =>
        [null, "::before", "::after"].map((pseudo) => {
          const style = getComputedStyle(each, pseudo);
          return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor, style.borderColor];
        }),
      ),
    );
  const control = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const element of [...document.querySelectorAll(control)].filter((each) => seen(each) && !each.disabled)) {
    document.activeElement?.blur();
    const before = drawn(element);
    element.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== element) complain("cannot be focused", element);
    else if (drawn(element) === before) complain("no visible focus", element);
  }
  document.activeElement?.blur();

  // What stands here in the page's own language; what is in another is marked so, by lang.
  const language = document.documentElement.lang;
  const ours = (element) => element.closest("[lang]").lang === language && !element.closest("script, style, textarea");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [document.title];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (data.trim() && ours(parentElement)) texts.push(data);
  }
  for (const name of ["aria-label", "placeholder", "title", "alt"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (ours(element)) texts.push(element.getAttribute(name));
    }
  }
  return { findings, texts: texts.map((text) => text.replace(/\s+/g, " ").trim()) };
}
