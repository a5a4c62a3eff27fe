/* What of the header does nothing without scripts: the buttons for the menu, the colours and the search, the place of the search
   dialog, and the box that the title moves in. Runs where it stands, before the first paint, so that nothing moves and no page
   flashes. menu.js, search.js and frame.js bring it to life.
   Light or dark is what the reader has chosen here, else what the device says. The choice is kept as the theme has always kept
   it, so that pinned pages (pinned.js) and earlier visits know it: a key made of the site's path and "__palette". */
(() => {
  "use strict";
  const script = document.currentScript;
  document.documentElement.classList.replace("no-js", "js");

  function make(name, className, ...children) {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  }

  function makeButton(mark, icon, words) {
    const button = make("button", `md-header__button md-icon icon icon--${icon}`);
    button.type = "button";
    button.setAttribute("aria-label", words);
    button.setAttribute(mark, "");
    return button;
  }

  const title = script.previousElementSibling;
  const topic = make("div", "md-header__topic", make("span", "md-ellipsis", ...title.childNodes));
  title.append(make("div", "md-header__ellipsis", topic));
  title.before(makeButton("data-menu", "menu", "Menu"));
  const search = make("div", "md-search");
  search.setAttribute("data-search", "");
  script.after(makeButton("data-search-open", "magnify", "Search"), search);
  if (!script.hasAttribute("data-palette")) return;

  const DEVICE = "(prefers-color-scheme)";
  const CHOICES = [
    { media: DEVICE, icon: "brightness-auto", name: "Colours follow the device. Switch to light" },
    { media: "(prefers-color-scheme: light)", scheme: "default", icon: "weather-sunny", name: "Light colours. Switch to dark" },
    { media: "(prefers-color-scheme: dark)", scheme: "slate", icon: "weather-night", name: "Dark colours. Switch to the device's own" },
  ];
  const button = makeButton("data-colours", "", "");
  script.before(button);
  const key = `${new URL("../../", script.src).pathname}.__palette`;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      const { color } = JSON.parse(localStorage.getItem(key)) || {};
      return CHOICES.find(({ media }) => color && color.media === media);
    } catch {
      return undefined; // nothing is kept, or not by us
    }
  }

  function remember(choice) {
    const { media, scheme = "default" } = choice;
    try {
      localStorage.setItem(key, JSON.stringify({ index: CHOICES.indexOf(choice), color: { media, scheme } }));
    } catch {
      /* The choice holds for this page. */
    }
  }

  let chosen = remembered() || CHOICES[0];

  function show() {
    button.className = `md-header__button md-icon icon icon--${chosen.icon}`;
    button.title = chosen.name;
    button.setAttribute("aria-label", chosen.name);
    document.body.setAttribute("data-md-color-scheme", chosen.scheme || (dark.matches ? "slate" : "default"));
  }

  // What browsers colour their own frame with.
  const frame = Object.assign(document.createElement("meta"), { name: "theme-color" });
  document.head.append(frame);

  function colourFrame() {
    frame.content = getComputedStyle(script.closest(".md-header")).backgroundColor;
  }

  show();
  button.addEventListener("click", () => {
    chosen = CHOICES[(CHOICES.indexOf(chosen) + 1) % CHOICES.length];
    remember(chosen);
    show();
    colourFrame();
  });
  dark.addEventListener("change", () => {
    show();
    colourFrame();
  });
  document.addEventListener("DOMContentLoaded", colourFrame);
})();
