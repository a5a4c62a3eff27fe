/* Boxes with data-tick remember their state in this browser: one key, JSON by tick id. Without storage they still tick. */
(() => {
  "use strict";
  const KEY = "centre-guide-ticks";
  const boxes = [...document.querySelectorAll("input[data-tick]")];
  if (!boxes.length) return;

  function read() {
    try {
      const ticks = JSON.parse(localStorage.getItem(KEY) || "{}");
      return ticks && typeof ticks === "object" && !Array.isArray(ticks) ? ticks : {};
    } catch {
      return {};
    }
  }

  function write(id, ticked) {
    const ticks = read();
    if (ticked) ticks[id] = true;
    else delete ticks[id];
    try {
      localStorage.setItem(KEY, JSON.stringify(ticks));
    } catch { /* blocked or full: the box is ticked on this page only */ }
  }

  function show() {
    const ticks = read();
    for (const box of boxes) box.checked = ticks[box.dataset.tick] === true;
  }

  document.addEventListener("change", (event) => {
    const id = event.target.dataset?.tick;
    if (!id) return;
    for (const box of boxes) if (box.dataset.tick === id) box.checked = event.target.checked;
    write(id, event.target.checked);
  });
  window.addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) show(); });
  window.addEventListener("pageshow", show); // after the browser has put back its own idea of the boxes
  show();
})();
