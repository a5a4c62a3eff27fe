/* Opens and closes the menu on small screens. Material shows the drawer while a box before it is ticked; this gives
   it that box, a real button, the keyboard and the focus. Without scripts the menu stands under the page. */
(() => {
  "use strict";
  const button = document.querySelector("[data-menu]");
  const menu = document.getElementById("site-menu");
  if (!button || !menu) return;
  const [box, overlay, close] = ["input", "label", "button"].map((name) => document.createElement(name));
  Object.assign(box, { type: "checkbox", id: "__drawer", className: "md-toggle", autocomplete: "off" });
  box.setAttribute("data-md-toggle", "drawer");
  Object.assign(overlay, { htmlFor: box.id, className: "md-overlay" });
  document.querySelector(".md-header").before(box, overlay);
  Object.assign(close, { type: "button", className: "site-menu__close", textContent: "Close the menu" });
  menu.querySelector("nav").prepend(close);
  button.setAttribute("aria-controls", menu.id);
  button.setAttribute("aria-expanded", "false");
  const page = document.querySelectorAll(".md-header, .md-content, .md-footer");

  function show(open) {
    box.checked = open;
    button.setAttribute("aria-expanded", String(open));
    page.forEach((part) => { part.inert = open; });
    document.body.toggleAttribute("data-menu-open", open);
    if (open) close.focus();
    else button.focus();
  }

  button.addEventListener("click", () => show(!box.checked));
  menu.addEventListener("click", (event) => {
    if (box.checked && event.target.closest("button, a[href]")) show(false);
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
