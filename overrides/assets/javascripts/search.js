/* The search people see: the dialog in the header and the box on the home page, over one engine (query.js)
   and one way to show what it found (results.js).
   A classic script. The index and what reads it come as script elements when search is first used, and in a large catalogue
   parts of the index when a question needs them: that works from disk, where a fetch does not. */
(function () {
  "use strict";

  const box = document.querySelector("[data-search]");
  const query = window.centreGuideQuery;
  const results = window.centreGuideResults;
  if (!box || !query || !results) return;

  const root = new URL("../../", document.currentScript.src); // from assets/javascripts/
  const onDisk = () => window.centreGuide.disk; // where no server finds the page in a folder
  const PAUSE = 400; // a screen reader hears the count when typing rests, not at every letter
  const PATIENCE = 1000; // how long a new question waits for what is still on its way for the one before

  function addressOf({ address }) {
    const [path, hash] = address.split(/(?=#)/);
    const page = onDisk() && (!path || path.endsWith("/")) ? "index.html" : "";
    return new URL(`${path}${page}${hash || ""}`, root).href;
  }

  // ---- loading ----

  let loading = null;
  let loaded = false;

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
    const addOwn = (address) => addScript(new URL(address, root).href);
    const addPart = (name) => addOwn(`search/parts/part.${name}.js`);
    loading ||= Promise.all(["search/guide.js", ...window.centreGuideLater].map(addOwn))
      .then(() => window.centreGuideIndex.createIndex(window.centreGuide, window.MiniSearch, addPart))
      .then((made) => {
        loaded = true;
        return query.createSearch(window.centreGuide, made);
      })
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

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  class Panel {
    constructor(input, list, status) {
      Object.assign(this, { input, list, hint: status.textContent, say: createSay(status), turn: null, before: null });
      input.addEventListener("input", () => this.run());
    }

    /* Answer what stands in the input; undefined when something was typed meanwhile or nothing can be answered.
       Only the newest question is answered, and what is typed while parts are on their way is not asked for. */
    async run() {
      const asked = this.input.value.trim();
      const turn = (this.turn = {});
      if (!asked) return this.clear();
      this.wait(turn);
      try {
        const engine = await load();
        await Promise.race([this.before, pause(PATIENCE)]);
        if (turn !== this.turn) return undefined;
        const answering = engine.search(asked);
        this.before = answering.catch(() => {});
        const answer = await answering;
        return turn === this.turn ? this.show(engine, asked, answer) : undefined;
      } catch {
        if (turn === this.turn) this.fail();
        return undefined;
      }
    }

    /* Until there is an answer; what answered another question does not stay for long. */
    wait(turn) {
      this.list.setAttribute("aria-busy", "true");
      this.say(loaded ? "Searching…" : "Loading the search…", loaded ? PAUSE : 0);
      setTimeout(() => turn === this.turn && this.list.replaceChildren(), PAUSE);
    }

    finish(items, text, when) {
      this.turn = null;
      this.list.replaceChildren(...items);
      this.list.removeAttribute("aria-busy");
      this.say(text, when);
    }

    show(engine, asked, answer) {
      this.finish(results.listItems(answer, engine.termOf, addressOf), results.summarise(answer, asked));
      return answer;
    }

    fail() {
      const what = loaded ? "Part of the search" : "The search";
      this.finish([], `${what} could not be loaded. Check the connection, then press Enter or load this page again.`, 0);
    }

    clear() {
      this.finish([], this.hint, 0);
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
