/* An address that people type for another one: on to that, with whatever query and anchor came along. */
(() => {
  "use strict";
  const to = new URL(document.currentScript.dataset.to, document.baseURI);
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to);
})();
