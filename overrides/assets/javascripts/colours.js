/* Light or dark: what the reader has chosen in the header, else what the device says. Runs where it stands, before the first
   paint, so that no page flashes. The choice is kept as the theme has always kept it, so that pinned pages (pinned.js)
   and earlier visits know it: a key made of the site's path and "__palette". */
(() => {
  "use strict";
  document.documentElement.classList.replace("no-js", "js");
  const DEVICE = "(prefers-color-scheme)";
  const CHOICES = [
    { media: DEVICE, icon: "brightness-auto", name: "Colours follow the device. Switch to light" },
    { media: "(prefers-color-scheme: light)", scheme: "default", icon: "weather-sunny", name: "Light colours. Switch to dark" },
    { media: "(prefers-color-scheme: dark)", scheme: "slate", icon: "weather-night", name: "Dark colours. Switch to the device's own" },
  ];
  const button = document.querySelector("[data-colours]");
  if (!button) return;
  const key = `${new URL("../../", document.currentScript.src).pathname}.__palette`;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const style = button.className;

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
    button.className = `${style} icon icon--${chosen.icon}`;
    button.title = chosen.name;
    button.setAttribute("aria-label", chosen.name);
    button.hidden = false;
    document.body.setAttribute("data-md-color-scheme", chosen.scheme || (dark.matches ? "slate" : "default"));
  }

  function colourFrame() {
    const header = document.querySelector(".md-header");
    const frame = document.querySelector("meta[name='theme-color']");
    if (header && frame) frame.content = getComputedStyle(header).backgroundColor;
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
