/* Light or dark: what the reader has chosen in the header, else what the device says. Runs where it stands, before the first
   paint, so that no page flashes. The choice is kept as the theme has always kept it, so that pinned pages (pinned.js)
   and earlier visits know it: a key made of the site's path and "__palette". */
(() => {
  "use strict";
  document.documentElement.classList.replace("no-js", "js");
  const DEVICE = "(prefers-color-scheme)";
  const form = document.querySelector("form[data-md-component='palette']");
  if (!form) return;
  const root = window.__md_scope || new URL(document.currentScript.dataset.root, document.baseURI); // root.js knows it on a lost page
  const key = `${root.pathname}.__palette`;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const options = [...form.querySelectorAll("input")];

  function remembered() {
    try {
      const { color } = JSON.parse(localStorage.getItem(key)) || {};
      return options.find((option) => color && option.dataset.mdColorMedia === color.media);
    } catch {
      return undefined; // nothing is kept, or not by us
    }
  }

  function remember(option) {
    const { mdColorMedia: media, mdColorScheme: scheme } = option.dataset;
    try {
      localStorage.setItem(key, JSON.stringify({ index: options.indexOf(option), color: { media, scheme } }));
    } catch {
      /* The choice holds for this page. */
    }
  }

  function show() {
    const { mdColorMedia: media, mdColorScheme: scheme } = options.find((option) => option.checked).dataset;
    options.forEach((option) => { option.nextElementSibling.hidden = !option.checked; }); // its label leads to the next choice
    const device = dark.matches ? "slate" : "default";
    document.body.setAttribute("data-md-color-scheme", media === DEVICE ? device : scheme);
  }

  function colourFrame() {
    const header = document.querySelector(".md-header");
    const frame = document.querySelector("meta[name='theme-color']");
    if (header && frame) frame.content = getComputedStyle(header).backgroundColor;
  }

  (remembered() || options[0]).checked = true;
  show();
  form.addEventListener("change", ({ target }) => {
    remember(target);
    show();
    colourFrame();
  });
  dark.addEventListener("change", () => {
    show();
    colourFrame();
  });
  document.addEventListener("DOMContentLoaded", colourFrame);
})();
