/* Buttons with data-copy put the text of the element named there on the clipboard, and say so.
   What copying needs beyond that is shared as window.centreGuideCopy, for cite.js and the verifiers' tools. */
(() => {
  "use strict";
  const PLAIN = "text/plain";
  const RICH = "text/html";
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

  async function write(flavours) {
    if (!(RICH in flavours)) return navigator.clipboard.writeText(flavours[PLAIN]);
    const blobs = Object.entries(flavours).map(([type, text]) => [type, new Blob([text], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }

  /* The way of older browsers and of addresses without https: answer a copy command of our own. */
  function writeByCommand(flavours) {
    let written = false;
    const answer = (event) => {
      for (const [type, text] of Object.entries(flavours)) event.clipboardData.setData(type, text);
      event.preventDefault();
      written = true;
    };
    document.addEventListener("copy", answer);
    try {
      return document.execCommand("copy") && written;
    } catch {
      return false;
    } finally {
      document.removeEventListener("copy", answer);
    }
  }

  async function put(flavours) {
    try {
      await write(flavours);
      return true;
    } catch {
      return writeByCommand(flavours);
    }
  }

  /* A field after the buttons, to copy by hand: focused, all of it selected, gone again with the next copy that works. */
  function offerByHand(block, button, text) {
    block.querySelector(".cite__field")?.remove();
    const field = document.createElement("textarea");
    field.className = "cite__field";
    field.readOnly = true;
    field.rows = Math.min(14, text.split("\n").reduce((rows, line) => rows + (Math.ceil(line.length / 40) || 1), 0));
    field.value = text;
    field.setAttribute("aria-label", "Copying is not allowed here. The text is selected: copy it by hand.");
    (button.closest("details p, .cite__forms") || block.lastElementChild).after(field);
    field.focus();
    field.select();
  }

  /* Copy the flavours, by media type, and say so on the button; where that is not allowed, show a field in its block. */
  async function give(button, block, flavours, spoken) {
    if (await put(flavours)) {
      block.querySelector(".cite__field")?.remove();
      say(button, "Copied", 2, spoken);
    } else {
      offerByHand(block, button, flavours[PLAIN]);
      say(button, "Copy by hand", 6, "Not copied: the text is selected, copy it by hand");
    }
  }

  const buttons = document.querySelectorAll("[data-copy]");
  // There before it is needed, or it is not read out.
  if (buttons.length || document.querySelector("[data-cite], [data-copies]")) announce("");
  buttons.forEach((button) => button.addEventListener("click", async () => {
    const { copy: selector } = button.dataset;
    const element = selector ? document.querySelector(selector) : button.closest(".wording").querySelector("[data-wording]");
    if (!element) return;
    if (await copy(element)) say(button, "Copied", 2);
    else {
      select(element);
      say(button, "Selected: now copy it", 6);
    }
  }));
  window.centreGuideCopy = { PLAIN, RICH, announce, say, give };
})();
