// Citation pop-ups: what a raised number stands for, taken from the annex. Pointing or tabbing to a number shows it; Enter
// or a tap steps into it; Escape closes it and gives the focus back. A click of the mouse goes to the annex, as ever.

function explainCitations() {
  const pop = control("pop");
  document.body.append(pop);
  const within = one(".inside", pop);
  let owner = null; // The number that the pop-up belongs to.
  let timer = 0;

  const open = (link) => {
    clearTimeout(timer);
    if (owner === link) return;
    close();
    owner = link;
    within.replaceChildren(...sourcesOf(link).map((source) => entryOf(source, link)));
    pop.setAttribute("aria-label", all(".to-source", within).map((each) => each.dataset.name).join(", "));
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-describedby", pop.id);
    pop.hidden = false;
    place(pop, link);
  };
  const close = () => {
    clearTimeout(timer);
    if (!owner) return;
    owner.setAttribute("aria-expanded", "false");
    owner.removeAttribute("aria-describedby");
    owner = null;
    pop.hidden = true;
  };
  const later = (what, wait) => {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  };
  const back = () => {
    const link = owner;
    close();
    link?.focus({ preventScroll: true });
    close(); // Getting the focus opened it again.
  };

  for (const link of all(".cite a")) {
    if (!sourcesOf(link).length) continue;
    link.removeAttribute("title"); // The pop-up says it better.
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => open(link), 120);
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") later(close, 250);
    });
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) open(link);
    });
    link.addEventListener("blur", (event) => {
      if (!pop.contains(event.relatedTarget)) later(close, 0);
    });
    link.addEventListener("click", (event) => {
      const byMouse = event.pointerType === "mouse" && event.detail > 0;
      if (byMouse || event.ctrlKey || event.metaKey || event.shiftKey) return close();
      event.preventDefault();
      open(link);
      one("a", within).focus({ preventScroll: true });
    });
  }
  pop.addEventListener("pointerenter", () => clearTimeout(timer));
  pop.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && !pop.contains(document.activeElement)) later(close, 250);
  });
  pop.addEventListener("click", (event) => {
    if (event.target.closest(".close")) back();
    else if (event.target.closest("a")) close();
  });
  pop.addEventListener("keydown", (event) => {
    const stops = all("a, button", pop);
    const last = event.shiftKey ? stops[0] : stops.at(-1);
    if (event.key !== "Tab" || event.target !== last) return;
    if (event.shiftKey) event.preventDefault();
    back(); // Tab goes on from the number, as if the pop-up stood beside it.
  });
  pop.addEventListener("focusout", (event) => {
    if (event.relatedTarget && event.relatedTarget !== owner && !pop.contains(event.relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !owner) return;
    if (pop.contains(document.activeElement)) back();
    else close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (owner && !pop.contains(event.target) && !owner.contains(event.target)) close();
  });
  addEventListener("resize", close);
  addEventListener("hashchange", close);
}

/** The annex entries that a number stands for: several where a run is collapsed. */
function sourcesOf(link) {
  const numbers = link.dataset.sources?.split(" ") ?? [link.hash.replace("#source_", "")];
  return numbers.map((number) => document.getElementById(`source_${number}`)).filter(Boolean);
}

/** What one source says of the facts cited: each with its grade in words, then the source and the way to it. */
function entryOf(source, link) {
  const entry = control("pop-entry");
  const facts = new Set(link.dataset.facts.split(" "));
  for (const support of all(".supports li", source)) {
    if (!facts.has(support.dataset.fact) || "disputes" in support.dataset) continue;
    const claim = control("pop-claim");
    const [place, ...statement] = [...support.childNodes];
    const grade = one(".grade", place);
    one(".claim", claim).textContent = statement.map((each) => each.textContent).join("").trim();
    one(".graded", claim).textContent = `${grade.textContent}: ${grade.title}`;
    one(".of", entry).before(claim);
  }
  one(".title", entry).textContent = one("h3", source).textContent;
  one(".from", entry).textContent = `${source.dataset.publisher}, ${source.dataset.published}`;
  const way = one(".to-source", entry);
  way.setAttribute("href", `#${source.id}`);
  way.dataset.name = way.dataset.name.replace("{number}", source.id.replace("source_", ""));
  way.textContent = way.textContent.replace("{number}", source.id.replace("source_", ""));
  return entry;
}

/** Under its number, or above where there is no room, and never outside the window. */
function place(pop, link) {
  const edge = 12;
  const tools = one(".tools");
  const floor = getComputedStyle(tools).position === "fixed" ? tools.getBoundingClientRect().top : innerHeight;
  const width = document.documentElement.clientWidth;
  const box = link.getClientRects()[0];
  const { offsetWidth, offsetHeight } = pop;
  const start = rightToLeft ? box.right - offsetWidth + edge : box.left - edge;
  const under = box.bottom + 6;
  const above = box.top - offsetHeight - 6;
  const top = under + offsetHeight <= floor - edge || above < edge ? under : above;
  pop.style.left = `${scrollX + Math.max(edge, Math.min(start, width - offsetWidth - edge))}px`;
  pop.style.top = `${scrollY + Math.max(edge, Math.min(top, floor - offsetHeight - edge))}px`;
}
