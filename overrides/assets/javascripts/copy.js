/* Buttons with data-copy put the text of the element named there on the clipboard, and say so. */
(() => {
  "use strict";
  const buttons = document.querySelectorAll("[data-copy]");
  if (!buttons.length) return;
  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  (document.querySelector("main") || document.body).append(live);

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return selection;
  }

  async function copy(element) {
    try {
      await navigator.clipboard.writeText(element.textContent.trim());
      return true;
    } catch { /* not allowed here, or no clipboard: a page opened from disk */ }
    const selection = select(element);
    let copied = false;
    try { copied = document.execCommand("copy"); } catch { /* stays selected */ }
    if (copied) selection.removeAllRanges();
    return copied;
  }

  function say(button, words, seconds) {
    button.dataset.label ??= button.textContent;
    button.textContent = words;
    button.setAttribute("data-copied", "");
    live.textContent = words;
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = String(setTimeout(() => {
      button.textContent = button.dataset.label;
      button.removeAttribute("data-copied");
      live.textContent = "";
    }, seconds * 1000));
  }

  buttons.forEach((button) => button.addEventListener("click", async () => {
    const element = document.querySelector(button.dataset.copy);
    if (!element) return;
    if (await copy(element)) say(button, "Copied", 2);
    else {
      select(element);
      say(button, "Selected: now copy it", 6);
    }
  }));
})();
