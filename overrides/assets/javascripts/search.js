/* The search people see: the dialog in the header and the box on the home page, over one engine (query.js)
   and one way to show what it found (results.js).
   A classic script. The data and the engine come as script elements when search is first used: that works from disk,
   where a fetch does not. */
(function () {
  "use strict";

  const box = document.querySelector("[data-search]");
  const query = window.centreGuideQuery;
  const results = window.centreGuideResults;
  if (!box || !query || !results) return;

  const root = new URL(box.dataset.root, document.baseURI);
  const addressOf = (entry) => new URL(entry.address, root).href;
  const PAUSE = 400; // a screen reader hears the count when typing rests, not at every letter

  // ---- loading ----

  let loading = null;

  function addScript(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => {
        script.remove();
        reject(new Error(`${address} did not load`));
      };
      document.head.append(script);
    });
  }

  /* One engine for the page; after a failure the next letter tries again. */
  function load() {
    loading ||= Promise.all([addScript(box.dataset.index), addScript(box.dataset.engine)])
      .then(() => query.createSearch(window.centreGuide, window.MiniSearch))
      .catch((error) => {
        loading = null;
        throw error;
      });
    return loading;
  }

  // ---- an input with its list and its status line ----

  function createSay(element) {
    let timer = 0;
    return (text, pause = PAUSE) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (element.textContent !== text) element.textContent = text;
      }, pause);
    };
  }

  class Panel {
    constructor(input, list, status) {
      Object.assign(this, { input, list, hint: status.textContent, say: createSay(status) });
      input.addEventListener("input", () => this.run());
    }

    /* Answer what stands in the input; undefined when it changed meanwhile or nothing can be answered. */
    async run() {
      const asked = this.input.value.trim();
      if (!asked) return this.clear();
      if (!loading) this.say("Loading the search…", 0);
      try {
        const engine = await load();
        return asked === this.input.value.trim() ? this.show(engine, asked) : undefined;
      } catch {
        this.list.replaceChildren();
        this.say("The search could not be loaded. Check the connection, then type again.", 0);
        return undefined;
      }
    }

    show(engine, asked) {
      const answer = engine.search(asked);
      this.list.replaceChildren(...results.listItems(answer, engine.termOf, addressOf));
      this.say(results.summarise(answer, asked));
      return answer;
    }

    clear() {
      this.list.replaceChildren();
      this.say(this.hint, 0);
    }

    /* To the exact id, otherwise to the first result. */
    async go() {
      const answer = await this.run();
      const address = answer && (answer.exact || (answer.results[0] && answer.results[0].address));
      if (!address) return;
      this.left?.();
      location.assign(addressOf({ address }));
    }

    /* Up and down from the input through the results and back. */
    move(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      const stops = [this.input, ...this.list.querySelectorAll("a")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  }

  // ---- the dialog in the header ----

  class Dialog {
    constructor(toggle) {
      this.toggle = toggle;
      this.input = box.querySelector("input");
      this.narrow = window.matchMedia("(max-width: 59.984375em)"); // where the dialog covers the page
      this.panel = new Panel(this.input, box.querySelector("ol"), box.querySelector("[role=status]"));
      this.panel.left = () => this.close(false);
      this.opener = null;
      this.listen();
    }

    listen() {
      for (const button of document.querySelectorAll("[data-search-open]")) {
        button.addEventListener("click", () => this.open(button));
      }
      box.querySelector("[data-search-close]").addEventListener("click", () => this.close());
      box.addEventListener("keydown", (event) => this.key(event));
      box.addEventListener("focusout", (event) => this.leave(event.relatedTarget));
      box.addEventListener("click", (event) => event.target.closest("a") && this.close(false));
      for (const event of ["focus", "click", "input"]) this.input.addEventListener(event, () => this.open(this.input));
      this.toggle.addEventListener("change", () => !this.toggle.checked && this.closed(this.opener !== this.input));
      box.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        this.panel.go();
      });
      box.querySelector("form").addEventListener("reset", () => this.reset());
      document.addEventListener("keydown", (event) => this.shortcut(event));
    }

    open(opener) {
      if (this.toggle.checked || this.returning) return;
      this.opener = opener;
      this.toggle.click(); // Material listens for the click; a set property would pass it by
      box.setAttribute("aria-modal", String(this.narrow.matches));
      if (document.activeElement !== this.input) this.input.focus();
      load().catch(() => {}); // said when something is typed
      this.panel.run();
    }

    close(giveBack = true) {
      if (!this.toggle.checked) return;
      this.giveBack = giveBack;
      this.toggle.click();
    }

    closed(byHand) {
      const giveBack = this.giveBack ?? byHand;
      this.giveBack = undefined;
      box.removeAttribute("aria-modal");
      if (!giveBack) return;
      this.returning = true; // focus on the input must not open what was just closed
      if (this.opener && this.opener !== document.body) this.opener.focus();
      else this.input.blur();
      this.returning = false;
    }

    reset() {
      const empty = !this.input.value;
      setTimeout(() => {
        this.panel.clear();
        if (empty) this.close();
        else this.input.focus();
      });
    }

    /* On a wide screen the page beside the dialog stays in reach, and going there closes the dialog. */
    leave(target) {
      if (target && !box.contains(target) && !this.narrow.matches) this.close(false);
    }

    key(event) {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Tab" && this.narrow.matches && this.toggle.checked) this.wrap(event);
      else this.panel.move(event);
    }

    wrap(event) {
      const stops = [...box.querySelectorAll("input, button, a")].filter((stop) => stop.offsetParent);
      const edge = event.shiftKey ? stops[0] : stops.at(-1);
      if (document.activeElement !== edge) return;
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops[0]).focus();
    }

    /* Ctrl+K or Command+K. A single letter would get in the way of speech input (WCAG 2.1.4). */
    shortcut(event) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      if (document.body.hasAttribute("data-menu-open")) return;
      event.preventDefault();
      this.open(document.activeElement);
    }
  }

  // ---- the box on the home page ----

  function startFind(form) {
    const panel = new Panel(form.querySelector("input"), form.querySelector("ol"), form.querySelector("[role=status]"));
    panel.input.addEventListener("focus", () => load().catch(() => {}));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      panel.go();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return panel.move(event);
      panel.input.value = "";
      panel.clear();
      return panel.input.focus();
    });
  }

  new Dialog(document.getElementById("__search"));
  document.querySelectorAll("[data-find]").forEach(startFind);
})();
