/* Boxes with data-tick and notes with data-note, on whatever page they stand, show and change what progress-store.js
   keeps. Where nothing can be kept, a line says so and offers a file. */
(() => {
  "use strict";
  const store = window.centreGuideProgress;
  const PAUSE = 400; // a note is kept when typing rests
  const TROUBLE = {
    blocked: "This browser keeps nothing for this site, so ticks and notes last only while this page is open.",
    full: "The storage of this browser is full, so what you tick or write now lasts only while this page is open.",
    later: "This browser holds progress from a later edition of this guide. It is left as it is, and what you tick or write here is not kept.",
    unreadable: "What this browser holds for this page cannot be read. It is left as it is, and what you tick or write here is not kept until you erase it under My progress.",
  };
  const timers = new Map();
  let notice;

  const all = (selector) => document.querySelectorAll(selector);

  function show() {
    for (const box of all("input[data-tick]")) box.checked = store.ticks.has(box.dataset.tick);
    for (const field of all("input[data-note]")) {
      if (!timers.has(field.dataset.note)) field.value = store.notes.get(field.dataset.note)?.text || "";
      field.closest(".own-progress")?.toggleAttribute("data-noted", Boolean(field.value));
    }
    for (const line of all("[data-own-count]")) count(line);
    warn();
  }

  function count(line) {
    const boxes = [...all("input[data-tick]")].filter((box) => box.dataset.tick.startsWith(`${line.dataset.ownCount}#`));
    const words = `${boxes.filter((box) => box.checked).length} of ${boxes.length} parts ticked`;
    if (line.textContent !== words) line.textContent = words;
  }

  /* The line stands before the first list, so that it is read before the boxes; a file can be saved from it. */
  function warn() {
    const first = document.querySelector("[data-progress-status]") || document.querySelector("ul.parts, .own-progress");
    if (!first || (!store.trouble && !notice)) return;
    if (!notice) {
      notice = document.createElement("div");
      notice.className = "notice notice--trouble";
      notice.setAttribute("role", "alert");
      first.before(notice);
    }
    if (notice.dataset.trouble === store.trouble) return;
    notice.dataset.trouble = store.trouble;
    notice.hidden = !store.trouble;
    notice.replaceChildren();
    if (!store.trouble) return;
    const words = document.createElement("p");
    words.textContent = `${TROUBLE[store.trouble]} Save them to a file before you leave the page; My progress takes the file in again.`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Save to a file";
    button.addEventListener("click", () => store.saveFile({}));
    notice.append(words, button);
  }

  const wordingOf = (criterion) => document.querySelector(`[data-wording="${criterion}"]`)?.textContent;
  const textOf = (box) => box.dataset.text || box.closest("label")?.textContent || "";

  function keepNote(field) {
    clearTimeout(timers.get(field.dataset.note));
    timers.delete(field.dataset.note);
    store.setNote(field.dataset.note, field.value, field.dataset.noteWording || wordingOf(field.dataset.note));
  }

  document.addEventListener("change", ({ target }) => {
    if (target.dataset?.tick) store.setTick(target.dataset.tick, target.checked, textOf(target));
    if (target.dataset?.note) keepNote(target);
  });
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset?.note) return;
    clearTimeout(timers.get(target.dataset.note));
    timers.set(target.dataset.note, setTimeout(() => keepNote(target), PAUSE));
  });
  window.addEventListener("pagehide", () => {
    for (const field of all("input[data-note]")) if (timers.has(field.dataset.note)) keepNote(field);
  });
  // On the page of a criterion, a box is named by its list and by the anchor of its part, which the page has anyway.
  for (const box of all("[data-parts] input")) {
    box.dataset.tick = `${box.closest("[data-parts]").dataset.parts}#${box.closest("li").id.slice("part-".length)}`;
  }
  // Beside them stands where the learner's own document answers the criterion.
  const own = document.querySelector("p.own-progress");
  if (own) {
    const make = (name, properties) => Object.assign(document.createElement(name), properties);
    const criterion = document.querySelector("[data-parts]").dataset.parts;
    const label = make("label", { textContent: "Where it stands in your document " });
    const field = make("input", { type: "text", placeholder: `section ${criterion.split("/").pop()}, p. 6` });
    const count = make("span");
    field.dataset.note = criterion;
    count.dataset.ownCount = criterion;
    label.append(field);
    const box = make("div", { className: own.className });
    own.replaceWith(box);
    own.className = "";
    own.prepend(count, ", kept in this browser. All of it together: ");
    own.append(".");
    box.append(label, own);
  }
  for (const field of all("input[data-note]")) Object.assign(field, { maxLength: 300, autocomplete: "off" });
  store.listen(show);
  if (document.querySelector("input[data-tick]")) show();
  window.centreGuideTicks = { show };
})();
