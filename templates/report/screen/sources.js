// The source annex: a search field and filters, with a count that is told as it changes.

function filterSources() {
  const list = one(".sources");
  if (!list || list.children.length < 3) return;
  const sources = [...list.children];
  const filter = control("filter");
  const field = one("input", filter);
  const count = one(".count", filter);
  const choices = all("select", filter);
  list.before(filter);
  for (const choice of choices) fill(choice, sources);

  const folded = sources.map((source) => fold(source.textContent));
  const apply = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    sources.forEach((source, index) => {
      const fits =
        words.every((word) => folded[index].includes(word)) &&
        choices.every((choice) => !choice.value || source.dataset[choice.name] === choice.value);
      source.classList.toggle("left-out", !fits);
      shown += fits;
    });
    count.textContent = count.dataset.text.replace("{shown}", shown).replace("{all}", sources.length);
    one(".clear", filter).hidden = shown === sources.length && !field.value;
  };
  const clear = () => {
    field.value = "";
    for (const choice of choices) choice.value = "";
    apply();
  };
  field.addEventListener("input", apply);
  for (const choice of choices) choice.addEventListener("change", apply);
  one(".clear", filter).addEventListener("click", () => {
    clear();
    field.focus();
  });
  // A link to a source that is left out brings them all back first.
  const show = (target) => {
    if (!target?.closest(".left-out")) return;
    clear();
    target.scrollIntoView();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) show(targetOf(link));
  });
  addEventListener("hashchange", () => show(targetOf(location)));
  apply();
}

/** The values that the sources have, each with the words for it; a filter with one value would filter nothing. */
function fill(choice, sources) {
  const words = new Map();
  for (const source of sources) words.set(source.dataset[choice.name], source.dataset[`${choice.name}Words`] ?? "");
  for (const [value, said] of [...words].sort(([one], [other]) => one.length - other.length || one.localeCompare(other))) {
    choice.add(new Option(said ? `${value}: ${said}` : value, value));
  }
  choice.closest("label").hidden = words.size < 2;
}

/** Without case and accents, so that "Bamako" finds "BAMAKO" and "Goita" finds "Goïta". */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
}
