/* What moves around a page: the title in the header, the place in the menu, the list of headings beside the page and the mark in
   it, folded parts that are linked to or printed, and wide tables and code that a keyboard can scroll. In the place of the
   theme's own script, which does these and much that no page here asks for. */
(() => {
  "use strict";
  const EDGE = 24; // pixels under the header where a heading counts as reached
  const header = document.querySelector(".md-header");
  const title = document.querySelector(".md-header__title");
  const heading = document.querySelector(".md-content h1");

  function make(name, className, ...children) {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  }

  // The header names the page once its own title is out of sight.
  if (title && heading) {
    const words = make("span", "md-ellipsis", heading.textContent.trim());
    title.firstElementChild.append(make("div", "md-header__topic", words));
  }

  // The list of headings folded under the title, once more beside the page; the style shows the one there is room for.
  const folded = document.querySelector(".toc");
  const beside = document.querySelector(".md-sidebar--secondary");
  const list = folded && beside && make("nav", "site-toc", make("p", "site-toc__title", folded.firstElementChild.textContent));
  if (list) {
    list.setAttribute("aria-label", "On this page");
    list.append(folded.querySelector("ul").cloneNode(true));
    beside.append(make("div", "md-sidebar__scrollwrap", list));
  }
  const links = [...(list ? list.querySelectorAll("a") : [])];
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

  function follow() {
    const height = header ? header.offsetHeight : 0;
    if (title && heading) {
      title.classList.toggle("md-header__title--active", heading.getBoundingClientRect().bottom <= height);
    }
    const passed = places.filter((place) => place && place.getBoundingClientRect().top <= height + EDGE).length - 1;
    const reached = atEnd() ? Math.max(passed, findNamed()) : passed;
    links.forEach((link, place) => {
      link.classList.toggle("site-toc__reached", place === reached);
    });
    if (reached >= 0) keepInSight(links[reached], list.closest(".md-sidebar__scrollwrap"));
  }

  // The last headings of a page cannot come up to the header: at its end, the one that the address names counts, else the last.
  function atEnd() {
    const page = document.documentElement;
    return window.scrollY > 0 && Math.ceil(window.scrollY + window.innerHeight) >= page.scrollHeight;
  }

  function findNamed() {
    const named = links.findIndex((link) => link.hash === location.hash);
    return named < 0 ? links.length - 1 : named;
  }

  function keepInSight(link, box) {
    if (!box || box.scrollHeight <= box.clientHeight) return;
    const above = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (above < 0 || above > box.clientHeight - link.offsetHeight) box.scrollTop += above - box.clientHeight / 2;
  }

  let waiting = false;
  function followSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  }

  // A part of the page that is folded away opens when an address leads into it.
  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest("details:not([open])");
    if (!closed) return;
    closed.open = true;
    target.scrollIntoView();
  }

  // What is folded is printed too, and folded again afterwards.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));

  // Tables of pages written by hand scroll in a box of their own.
  document.querySelectorAll(".md-typeset table:not([class])").forEach((table) => {
    const [outer, inner] = ["md-typeset__scrollwrap", "md-typeset__table"].map((name) => make("div", name));
    table.replaceWith(outer);
    outer.append(inner);
    inner.append(table);
  });

  // A box that scrolls sideways can be reached by keyboard while it does.
  const boxes = [...document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")];
  function markScrolling() {
    const wide = boxes.map((box) => box.scrollWidth > box.clientWidth);
    boxes.forEach((box, place) => {
      if (wide[place]) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  // Beside the page, a long menu shows where the reader is.
  const here = document.querySelector("#site-menu [aria-current]");
  if (here && window.matchMedia("(min-width: 76.25em)").matches) keepInSight(here, here.closest(".md-sidebar__scrollwrap"));

  window.addEventListener("scroll", followSoon, { passive: true });
  window.addEventListener("resize", () => {
    followSoon();
    markScrolling();
  });
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("hashchange", followSoon);
  openTarget();
  followSoon();
  markScrolling();
})();
