/* What a verifier takes from the chosen criteria (fragments/macros/feedback_tool.html): their links, one address for all, and
   phrases for the parts that are missing. Everything is made in the browser and sent nowhere. */
(() => {
  "use strict";
  const SPOKEN = { rich: "rich text", markdown: "Markdown", plain: "plain text", csv: "CSV", address: "one address" };
  const FILE = "criteria.csv";

  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  class Take {
    constructor(root, edition, onMiss) {
      this.root = root;
      this.edition = edition;
      this.home = new URL(root.dataset.home, document.baseURI);
      this.page = this.part("address").href; // where one address for all begins, as the page links to it
      this.chosen = [];
      this.missing = new Set(Array.isArray(history.state?.missing) ? history.state.missing : []); // as criterion#part
      this.part("parts").addEventListener("change", ({ target }) => {
        this.miss(target);
        onMiss();
      });
      this.part("save").addEventListener("click", () => this.save());
      this.onEach("links-as", (button) => this.giveLinks(button));
      this.onEach("gaps-as", (button) => this.giveGaps(button));
    }

    part(name) {
      return this.root.querySelector(`[data-feedback-${name}]`);
    }

    onEach(name, act) {
      for (const button of this.root.querySelectorAll(`[data-${name}]`)) button.addEventListener("click", () => act(button));
    }

    listMissing() {
      return [...this.missing];
    }

    show(chosen) {
      this.chosen = chosen;
      for (const name of ["links", "gaps"]) this.part(name).hidden = !chosen.length;
      this.part("empty").hidden = Boolean(chosen.length);
      this.part("bundle").replaceChildren(...window.centreGuideLinks.showBundle(this.listBundle()));
      this.part("address").textContent = this.part("address").href = this.addressOfAll();
      this.part("parts").replaceChildren(...chosen.map((criterion) => this.listParts(criterion)));
      this.showGaps();
    }

    // ---- links ----

    cited({ citation, label, topic, wording, address }) {
      return { ...citation, reference: label, topic, wording, address: new URL(address, this.home).href };
    }

    listBundle() {
      return this.chosen.map((criterion) => this.cited(criterion));
    }

    addressOfAll() {
      return new URL(`?ac=${window.centreGuideChoice.join(this.chosen)}`, this.page).href;
    }

    csv() {
      return window.centreGuideLinks.toCsv(this.listBundle(), this.edition);
    }

    giveLinks(button) {
      const { PLAIN, give } = window.centreGuideCopy;
      const { BUNDLE } = window.centreGuideLinks;
      const form = button.dataset.linksAs;
      const others = { csv: () => ({ [PLAIN]: this.csv() }), address: () => ({ [PLAIN]: this.addressOfAll() }) };
      const flavours = (BUNDLE[form] || others[form])(this.listBundle());
      give(button, this.part("links"), flavours, `Links copied as ${SPOKEN[form]}`);
    }

    /* With a byte order mark, which spreadsheets need to see the encoding. */
    save() {
      const link = make("a");
      link.href = URL.createObjectURL(new Blob([`\uFEFF${this.csv()}`], { type: "text/csv;charset=utf-8" }));
      link.download = FILE;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href));
      window.centreGuideCopy.say(this.part("save"), "Saved", 2, `${FILE} saved`);
    }

    // ---- what is missing ----

    listParts({ id, label, topic, wording, parts }) {
      const boxes = parts.map((part) => {
        const box = make("input");
        box.type = "checkbox";
        box.value = `${id}#${part.id}`;
        box.checked = this.missing.has(box.value);
        return make("label", "", box, make("span", "", part.text));
      });
      const legend = make("legend", "", make("span", "criterion-link__label", label), ` ${topic}`);
      return make("fieldset", "feedback__parts", legend, make("p", "feedback__wording", wording), ...boxes);
    }

    miss(box) {
      if (box.checked) this.missing.add(box.value);
      else this.missing.delete(box.value);
      this.showGaps();
      const count = this.listGaps().flatMap(({ phrases }) => phrases).length;
      window.centreGuideCopy.announce(count === 1 ? "1 phrase in your feedback" : `${count} phrases in your feedback`);
    }

    listGaps() {
      const found = this.chosen.map((criterion) => ({
        cited: this.cited(criterion),
        phrases: criterion.parts.filter((part) => this.missing.has(`${criterion.id}#${part.id}`)).map((part) => part.gap),
      }));
      return found.filter(({ phrases }) => phrases.length);
    }

    showGaps() {
      const gaps = this.listGaps();
      this.part("feedback").hidden = !gaps.length;
      this.part("text").replaceChildren(...window.centreGuideLinks.showGaps(gaps));
    }

    giveGaps(button) {
      const form = button.dataset.gapsAs;
      const flavours = window.centreGuideLinks.GAPS[form](this.listGaps());
      window.centreGuideCopy.give(button, this.part("feedback"), flavours, `Feedback copied as ${SPOKEN[form]}`);
    }
  }

  window.centreGuideTake = { createTake: (root, edition, onMiss) => new Take(root, edition, onMiss) };
})();
