/* For 404.html, which a host shows at any depth, where the site's own address is not known: the page asks for this script in
   every folder above it, and where it is found the site begins. Addresses in the page, which begin at the host, are put right. */
(() => {
  "use strict";
  if (window.centreGuideRoot) return; // the innermost site is ours
  const root = new URL("../../", document.currentScript.src).pathname;
  window.centreGuideRoot = root;
  if (root === "/") return;
  const mended = new WeakSet();
  const isAddress = ({ name, value }) => /^(?:href|src|data-.+)$/.test(name) && /^\/(?!\/)/.test(value);

  /* A script that was not found does not try again: a new one takes its place, and they keep their order. */
  function reload(script) {
    const again = document.createElement("script");
    for (const { name, value } of script.attributes) if (name !== "defer") again.setAttribute(name, value);
    again.async = false;
    script.replaceWith(again);
  }

  function mend() {
    for (const element of document.querySelectorAll("*")) {
      const wrong = mended.has(element) ? [] : [...element.attributes].filter(isAddress);
      for (const { name, value } of wrong) element.setAttribute(name, root + value.slice(1));
      if (wrong.length && element.matches("script[src]")) reload(element);
      mended.add(element);
    }
  }

  mend(); // the styles, before anything is shown
  document.addEventListener("DOMContentLoaded", mend);
})();
