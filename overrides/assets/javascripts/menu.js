/* Opens and closes the menu on small screens. Material shows the drawer while the box #__drawer is ticked; this gives
   it a real button, the keyboard and the focus. */
(() => {
  "use strict";
  const box = document.getElementById("__drawer");
  const button = document.querySelector("[data-menu]");
  const menu = document.getElementById("site-menu");
  if (!box || !button || !menu) return;
  const page = document.querySelectorAll(".md-header, .md-content, .md-footer");

  function show(open) {
    box.checked = open;
    button.setAttribute("aria-expanded", String(open));
    page.forEach((part) => { part.inert = open; });
    document.body.toggleAttribute("data-menu-open", open);
    if (open) (menu.querySelector("[data-menu-close]") || menu.querySelector("a")).focus();
    else button.focus();
  }

  button.addEventListener("click", () => show(!box.checked));
  menu.addEventListener("click", (event) => {
    if (event.target.closest("[data-menu-close]")) show(false);
    else if (box.checked && event.target.closest("a[href]")) show(false);
  });
  box.addEventListener("change", () => show(box.checked)); // a click on the overlay, which is the box's label
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.checked) show(false);
  });
  // A window made wide enough shows the menu beside the page: nothing may stay out of reach.
  window.matchMedia("(min-width: 76.25em)").addEventListener("change", (wide) => {
    if (wide.matches && box.checked) show(false);
  });
})();
