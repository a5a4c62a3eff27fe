/* Buttons with data-copy put the text of the element named there on the clipboard, and say so.
   What copying needs beyond that is shared as window.centreGuideCopy, for cite.js. */
(() => {
  "use strict";
  let live; // one polite status line for all buttons of the page

  function announce(words) {
    if (!live) {
      live = document.createElement("p");
      live.className = "visually-hidden";
      live.setAttribute("role", "status");
      (document.querySelector("main") || document.body).append(live);
    }
    live.textContent = words;
  }

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

  /* The button itself shows the words for a while; `spoken` says more where the button's own words are short. */
  function say(button, words, seconds, spoken = words) {
    button.dataset.label ??= button.textContent;
    button.textContent = words;
    button.setAttribute("data-copied", "");
    announce(spoken);
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = String(setTimeout(() => {
      button.textContent = button.dataset.label;
      button.removeAttribute("data-copied");
      if (live.textContent === spoken) announce(""); // another button may have spoken since
    }, seconds * 1000));
  }

  const buttons = document.querySelectorAll("[data-copy]");
  if (buttons.length || document.querySelector("[data-cite]")) announce(""); // there before it is needed, or it is not read out
  buttons.forEach((button) => button.addEventListener("click", async () => {
    const element = document.querySelector(button.dataset.copy);
    if (!element) return;
    if (await copy(element)) say(button, "Copied", 2);
    else {
      select(element);
      say(button, "Selected: now copy it", 6);
    }
  }));
  window.centreGuideCopy = { say };
})();
