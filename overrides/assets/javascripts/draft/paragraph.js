/* One paragraph while it is read, and the blocks it becomes. A block is what the judge sees of a paragraph:
   text, level (1 to 9 for a heading, else 0), number (what the word processor counts, such as 2.1), bold (all of it),
   lead (how many letters at its start are bold), style (the name readers see), placeholder, toc, table (0: in none), page. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const NUMBERED = /\d\s*[.:]\s*\d/; // other labels, such as a) or 3., say nothing of a criterion

  class Paragraph {
    constructor(place) {
      Object.assign(this, { place, runs: [], level: 0, number: "", style: "", bold: false, goesOn: false });
    }

    add(text, bold) {
      if (text) this.runs.push({ text, bold });
    }

    /* A heading is one block; other text is a block for each line, since people break lines where they mean paragraphs. */
    *blocks() {
      const lines = this.level ? [this.runs] : this.lines();
      let first = true;
      for (const runs of lines) {
        const text = runs.map((run) => run.text).join("").replace(/\s*\n\s*/g, " ");
        if (!text.trim()) continue;
        yield { ...this.place, text: text.trim(), level: this.level, style: this.style, number: first ? this.label() : "", ...weigh(runs) };
        first = false;
      }
    }

    label() {
      return NUMBERED.test(this.number) ? this.number : "";
    }

    lines() {
      const lines = [[]];
      for (const { text, bold } of this.runs) {
        const [head, ...others] = text.split("\n");
        lines.at(-1).push({ text: head, bold });
        for (const other of others) lines.push([{ text: other, bold }]);
      }
      return lines;
    }
  }

  function weigh(runs) {
    const filled = runs.filter(({ text }) => text.trim());
    let lead = 0;
    let leading = true;
    for (const { text, bold } of runs) {
      leading = leading && (bold || !text.trim());
      if (leading) lead += text.length;
    }
    const before = (runs.map(({ text }) => text).join("").match(/^\s*/) || [""])[0].length;
    return { bold: filled.every(({ bold }) => bold), lead: Math.max(0, lead - before) };
  }

  draft.Paragraph = Paragraph;
})();
