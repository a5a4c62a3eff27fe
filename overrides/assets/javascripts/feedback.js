/* The verifiers' tool over the table of all criteria (fragments/macros/feedback_tool.html): filter, choose; take.js has what
   is made of the choice. The filters and the choice stand in the address; ticks of missing parts stay in this tab's history. */
(() => {
  "use strict";
  const SAID = { unit: "unit", outcome: "outcome", verb: "verb", evidence: "evidence", double: "number of verbs", words: "words" };
  const PAUSE = 400; // a screen reader hears the count when typing rests, not at every letter

  const valueOf = (control) => (control.type !== "checkbox" ? control.value.trim() : control.checked ? control.value : "");

  function empty(control) {
    if (control.type === "checkbox") control.checked = false;
    else control.value = "";
  }

  function makeButton(className, ...children) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.append(...children);
    return button;
  }

  function makeAside(words) {
    const aside = document.createElement("span");
    aside.className = "feedback__back";
    aside.textContent = words;
    return aside;
  }

  class Tool {
    constructor(root, data) {
      const units = data.units.map((unit) => ({ ...unit, criteria: unit.criteria.map((one) => ({ ...one, unit: unit.id })) }));
      this.root = root;
      this.criteria = units.flatMap((unit) => unit.criteria);
      this.reader = window.centreGuideChoice.createReader({ units });
      this.take = window.centreGuideTake.createTake(root, data.edition, () => this.writeAddress(false));
      this.form = this.part("filters");
      this.rows = new Map([...root.querySelectorAll("[data-criterion]")].map((row) => [row.dataset.criterion, row]));
      this.boxes = new Map([...this.rows].map(([id, row]) => [id, row.querySelector("input")]));
      this.chosen = []; // in the order in which they were chosen
      this.timer = 0;
    }

    part(name) {
      return this.root.querySelector(`[data-feedback-${name}]`);
    }

    start() {
      for (const name of ["filters", "shown", "take"]) this.part(name).hidden = false;
      for (const cell of this.root.querySelectorAll("[data-feedback-pick]")) cell.hidden = false;
      this.chosen = this.reader.read(window.centreGuideFilters.read(location).chosen).criteria;
      this.readAddress();
      this.showChoice();
      this.listen();
    }

    listen() {
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", (event) => event.target.name !== "words" && this.filter(true));
      this.form.elements.words.addEventListener("input", () => this.filter(false, PAUSE));
      const table = this.root.querySelector("table");
      table.addEventListener("change", ({ target }) => this.choose([target.value], target.checked));
      this.part("all").addEventListener("click", () => this.choose(this.shown.map(({ id }) => id), true));
      this.part("clear").addEventListener("click", () => this.choose([...this.boxes.keys()], false));
      this.part("go").addEventListener("click", () => this.root.querySelector("#chosen").focus());
      window.addEventListener("popstate", () => this.return());
      window.addEventListener("pageshow", () => this.showAgain());
    }

    // ---- filters and the address ----

    get filters() {
      const { elements } = this.form;
      return Object.fromEntries(window.centreGuideFilters.NAMES.map((name) => [name, valueOf(elements[name])]));
    }

    /* Put the filters of the address into the form; a value that no list has is as good as none. */
    readAddress() {
      const { filters } = window.centreGuideFilters.read(location);
      for (const [name, value] of Object.entries(filters)) {
        const control = this.form.elements[name];
        if (control.type === "checkbox") control.checked = value === control.value;
        else control.value = value;
        if (control.selectedIndex === -1) control.value = "";
      }
      this.showFilters(0);
    }

    /* Back and forward change the filters; what has been chosen meanwhile is kept. A step to a heading changes nothing. */
    return() {
      if (location.hash && !window.centreGuideFilters.isTyped(location.hash)) return;
      this.readAddress();
      this.writeAddress(false);
    }

    /* After the browser has put back its own idea of the form. */
    showAgain() {
      this.readAddress();
      this.showChoice();
    }

    filter(isStep, pause = 0) {
      this.showFilters(pause);
      this.writeAddress(isStep);
    }

    writeAddress(isStep) {
      const chosen = window.centreGuideChoice.join(this.chosen);
      const address = location.pathname + window.centreGuideFilters.write(this.filters, chosen);
      const state = { missing: this.take.listMissing() };
      try {
        if (isStep) history.pushState(state, "", address);
        else history.replaceState(state, "", address);
      } catch { /* a browser that keeps the address of a file as it is */ }
    }

    showFilters(pause) {
      const { shown, hidden } = window.centreGuideFilters.apply(this.criteria, this.filters);
      const ids = new Set(shown.map(({ id }) => id));
      this.shown = shown;
      for (const [id, row] of this.rows) row.hidden = !ids.has(id);
      for (const body of this.root.querySelectorAll("tbody")) body.hidden = !body.querySelector("[data-criterion]:not([hidden])");
      this.root.querySelector("table").hidden = !shown.length;
      this.part("dropped").replaceChildren(...this.listDrops(hidden));
      this.part("all").disabled = !shown.length;
      this.say(this.summarise(shown.length, hidden), pause);
    }

    say(words, pause) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => { this.part("status").textContent = words; }, pause);
    }

    summarise(count, hidden) {
      if (!hidden.length) return `All ${this.criteria.length} criteria are shown.`;
      const told = hidden.map(({ name, count: number }) => `${number} by ${SAID[name]}`).join(", ");
      return `${count || "None"} of ${this.criteria.length} shown. Hidden: ${told}.`;
    }

    /* A button for each filter in use, which says how many criteria come back without it. */
    listDrops(hidden) {
      const drops = hidden.map(({ name, back }) => [`Drop ${this.describe(name)}`, back, [name]]);
      const all = ["Drop all filters", this.criteria.length - this.shown.length, hidden.map(({ name }) => name)];
      return (hidden.length > 1 ? [...drops, all] : drops).map(([words, back, names]) => {
        const button = makeButton("cite__button", `${words} `, makeAside(`(${back ? `${back} more` : "no more"})`));
        button.addEventListener("click", () => this.drop(names));
        const item = document.createElement("li");
        item.append(button);
        return item;
      });
    }

    describe(name) {
      const control = this.form.elements[name];
      if (name === "double") return "“two or more verbs”";
      const value = name === "words" ? control.value.trim() : control.selectedOptions[0].textContent.split(":")[0];
      return `${SAID[name]} “${value}”`;
    }

    drop(names) {
      for (const name of names) empty(this.form.elements[name]);
      this.filter(true);
      this.form.elements[names[0]].focus(); // the button that had the focus is gone
    }

    // ---- the choice ----

    choose(ids, wanted) {
      const touched = new Set(ids);
      const kept = this.chosen.filter(({ id }) => wanted || !touched.has(id));
      const added = wanted ? this.criteria.filter((one) => touched.has(one.id) && !kept.includes(one)) : [];
      this.chosen = [...kept, ...added];
      this.writeAddress(false);
      this.showChoice();
      window.centreGuideCopy.announce(this.countChoice());
    }

    countChoice() {
      return this.chosen.length === 1 ? "1 criterion chosen" : `${this.chosen.length} criteria chosen`;
    }

    showChoice() {
      const picked = new Set(this.chosen.map(({ id }) => id));
      for (const [id, box] of this.boxes) {
        box.checked = picked.has(id);
        this.rows.get(id).toggleAttribute("data-picked", picked.has(id));
      }
      this.part("bar").hidden = this.part("clear").disabled = !picked.size;
      this.part("count").textContent = this.countChoice();
      this.take.show(this.chosen);
    }
  }

  document.addEventListener("DOMContentLoaded", () => { // after the deferred scripts this one builds on
    const root = document.querySelector("[data-feedback]");
    if (root && window.centreGuideCriteria) new Tool(root, window.centreGuideCriteria).start();
  });
})();
