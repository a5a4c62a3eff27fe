/* Light or dark on a pinned page, as the reader has chosen on the live pages, else as the device says. Runs before the
   first paint. The choice is kept by header.js: a key made of the site's path and "__palette". */
(() => {
  "use strict";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      const root = new URL(document.currentScript.dataset.root, document.baseURI);
      const folder = new URL(".", root).pathname;
      const { color } = JSON.parse(localStorage.getItem(`${folder}.__palette`)) || {};
      return color && color.media !== "(prefers-color-scheme)" ? color.scheme : null;
    } catch {
      return null;
    }
  }

  const choice = chosen();
  const show = () => document.body.setAttribute("data-md-color-scheme", choice || (dark.matches ? "slate" : "default"));
  show();
  dark.addEventListener("change", show);
})();
