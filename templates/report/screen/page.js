// What the other files share. Everything here only adds to a page that reads whole without it. Words and markup stand in
// the page's own <template>, so nothing here needs translating.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const language = document.documentElement.lang || "en";
const rightToLeft = document.documentElement.dir === "rtl";

/** A copy of a control from the template, by its class. */
function control(name) {
  return document.importNode(one("#controls").content.querySelector(`.${name}`), true);
}

/** The element that a link within the page leads to. */
function targetOf(link) {
  return document.getElementById(decodeURIComponent(link.hash.slice(1)));
}

/** Says something in passing, to eyes and to screen readers alike. */
function say(text) {
  const said = one(".said");
  said.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => said.replaceChildren(), 4000);
}

/** A modal dialog from the template. The browser keeps the focus in it, ends it on Escape and gives the focus back. */
function dialog(name) {
  const made = control(name);
  document.body.append(made);
  made.addEventListener("click", (event) => {
    if (event.target === made || event.target.closest(".close")) made.close();
  });
  return made;
}
