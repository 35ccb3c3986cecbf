// The contents: the part being read is marked in them, and where they do not stand beside the text, a button brings them.

function followReader() {
  const beside = one(".contents");
  const sheet = dialog("contents-sheet");
  sheet.append(one("ol", beside).cloneNode(true));
  const links = all("a", beside);
  const copies = all("a", sheet);
  const parts = links.map(targetOf);
  let current = -1;

  const mark = () => {
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2 && scrollY > 0;
    const reached = (part) => part.getBoundingClientRect().top <= innerHeight * 0.3;
    const now = atEnd ? parts.length - 1 : parts.findLastIndex(reached);
    if (now === current) return;
    for (const link of [links[current], copies[current]]) link?.removeAttribute("aria-current");
    for (const link of [links[now], copies[now]]) link?.setAttribute("aria-current", "true");
    one(".tools .here").textContent = links[now] ? one(".title", links[now]).textContent : "";
    current = now;
    if (links[now]) reveal(links[now], beside);
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  mark();

  one(".tools .to-contents").addEventListener("click", () => {
    sheet.showModal();
    one("[aria-current]", sheet)?.focus();
  });
  for (const link of copies) link.addEventListener("click", () => sheet.close());
}

/** Scrolls a list, and nothing but the list, until one of its links is in view. */
function reveal(link, list) {
  const [inner, outer] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop -= outer.top - inner.top + outer.height / 3;
  else if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom + outer.height / 3;
}
