// Printing, passing on, links to headings, and the colours.

function printPage() {
  one(".tools .print").addEventListener("click", () => print());
}

function sharePage() {
  const sheet = dialog("share-sheet");
  const { subject, marking } = sheet.dataset;
  const fromFile = location.protocol === "file:";
  const mail = one(".mail", sheet);
  one(".from-file", sheet).hidden = !fromFile;
  one(".tools .share").addEventListener("click", () => {
    const address = addressOf("");
    one("output", sheet).textContent = address;
    const lines = [marking, "", subject.replace(`${marking} `, ""), ...(fromFile ? [] : ["", address])];
    mail.href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines.join("\r\n"))}`;
    sheet.showModal();
  });
  one(".copy", sheet).addEventListener("click", async () => {
    const copied = await copy(addressOf(""));
    const told = one(".told", sheet);
    told.textContent = copied ? told.dataset.copied : told.dataset.failed;
  });
  sheet.addEventListener("close", () => one(".told", sheet).replaceChildren());
}

/** A button at each part's heading that copies the link to it. */
function linkHeadings() {
  for (const part of all("main > .part[id]")) {
    const heading = one(".head h2", part);
    if (!heading) continue;
    const button = control("link-here");
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("{heading}", heading.textContent.trim()));
    heading.after(button);
    button.addEventListener("click", async () => {
      const address = addressOf(part.id);
      say((await copy(address)) ? button.dataset.copied : address);
    });
  }
}

/** Follows the system until the reader chooses; the choice is kept where the browser can keep it. */
function chooseColours() {
  const choice = one(".tools select");
  choice.value = document.documentElement.dataset.scheme ?? "";
  choice.addEventListener("change", () => {
    if (choice.value) document.documentElement.dataset.scheme = choice.value;
    else delete document.documentElement.dataset.scheme;
    try {
      if (choice.value) localStorage.setItem("briefgen-colours", choice.value);
      else localStorage.removeItem("briefgen-colours");
    } catch {
      // It holds for this visit.
    }
  });
}

/** The page's address, with the place in it. */
function addressOf(place) {
  const address = new URL(location.href);
  address.hash = place;
  return address.href;
}

/** Whether the text is on the clipboard. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}

/** For pages from a plain address, which browsers keep from the clipboard proper. */
function copyTheOldWay(text) {
  const had = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  (one("dialog[open]") ?? document.body).append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  had?.focus({ preventScroll: true });
  return copied;
}
