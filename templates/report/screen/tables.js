// Tables that can be sorted by any column: up, down, and back as they were.

function sortTables() {
  for (const table of all("table")) if (sortable(table)) addButtons(table);
}

/** One row of headings over at least two rows of as many cells each. */
function sortable(table) {
  const [head, body] = [table.tHead, table.tBodies[0]];
  if (!head || head.rows.length !== 1 || table.tBodies.length !== 1 || body.rows.length < 2) return false;
  const plain = (row) => [...row.cells].every((cell) => cell.colSpan === 1 && cell.rowSpan === 1);
  const width = head.rows[0].cells.length;
  return plain(head.rows[0]) && [...body.rows].every((row) => plain(row) && row.cells.length === width);
}

function addButtons(table) {
  const body = table.tBodies[0];
  const asItWas = [...body.rows];
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    if (!heading.textContent.trim()) return;
    const button = control("sort");
    button.prepend(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const was = heading.getAttribute("aria-sort");
      const order = { null: "ascending", ascending: "descending", descending: null }[was];
      for (const each of headings) each.removeAttribute("aria-sort");
      if (order) heading.setAttribute("aria-sort", order);
      body.append(...(order ? sorted(asItWas, column, order === "ascending" ? 1 : -1) : asItWas));
    });
  });
}

/** Rows by one column: numbers and dates by their worth, words as the language orders them, what is empty always last. */
function sorted(rows, column, direction) {
  const texts = rows.map((row) => textOf(row.cells[column]));
  const reading = [asNumber, asDate].find((read) => texts.every((text) => isEmpty(text) || read(text) !== null));
  const compare = reading ? (one, other) => one - other : new Intl.Collator(language, { numeric: true }).compare;
  const keys = texts.map((text) => (isEmpty(text) ? null : reading ? reading(text) : text));
  const order = rows.map((_, index) => index);
  order.sort((one, other) => {
    if (keys[one] === null || keys[other] === null) return (keys[one] === null) - (keys[other] === null);
    return direction * compare(keys[one], keys[other]) || one - other;
  });
  return order.map((index) => rows[index]);
}

/** What a cell is sorted by: what the template says, or its text without its citations. */
function textOf(cell) {
  if (cell.dataset.sort !== undefined) return cell.dataset.sort;
  const copy = cell.cloneNode(true);
  for (const cite of all(".cite", copy)) cite.remove();
  return copy.textContent.replace(/[\u2060\u00ad]/g, "").trim();
}

const isEmpty = (text) => /^(?:[-–—?…]|n\/?a)?$/i.test(text);

/** The first number of "1 234", "−3.5 %", "55–80 %" or "USD 12 m"; null for anything else. */
function asNumber(text) {
  const parts = new Intl.NumberFormat(language).formatToParts(12345.6);
  const decimal = parts.find((part) => part.type === "decimal").value;
  const plain = western(text).replace(/[\s\u00a0\u2009\u202f]+(?=\d)/g, (space, at, whole) => (/\d/.test(whole[at - 1]) ? "" : " "));
  const grouped = decimal === "," ? plain.replace(/\.(?=\d{3})/g, "") : plain.replace(/,(?=\d{3})/g, "");
  const found = /^(?:[^\d\s−+-]{0,4}\s?)?([−+-]?\d+(?:[.,]\d+)?)(?:\s?–\s?\d+(?:[.,]\d+)?)?(?:\s?[^\d\s]{1,6}){0,2}$/.exec(grouped);
  return found ? Number(found[1].replace("−", "-").replace(",", ".")) : null;
}

/** The day on which "20 August 2025", "13–20 August 2025", "August 2025", "2025" or "2025-08-20" begins, as a number. */
function asDate(text) {
  const plain = western(text);
  const iso = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(plain);
  if (iso) return Number(iso[1]) * 10000 + Number(iso[2] ?? 0) * 100 + Number(iso[3] ?? 0);
  const said = /^(?:(\d{1,2})\P{L}+?)?(\p{L}[\p{L}.\s]*?)\s+(\d{4})$/u.exec(plain.replace(/^(\d{1,2})(?:er|\.)/, "$1").replace(/(\d)\s*[–-]\s*\d+/, "$1"));
  const month = said && months().indexOf(said[2].toLocaleLowerCase(language).replace(".", ""));
  return said && month >= 0 ? Number(said[3]) * 10000 + (month + 1) * 100 + Number(said[1] ?? 0) : null;
}

/** The names of the months in the page's language. */
function months() {
  months.names ??= Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(Date.UTC(2024, month, 1)).toLocaleLowerCase(language),
  );
  return months.names;
}

/** Digits of Arabic as those of the West. */
function western(text) {
  return text.replace(/[\u0660-\u0669]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x0660 + 0x30));
}
