/* Blocks with their claims → the sections of a draft: which criteria each is for, where, how many words. Pure functions. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const UNDER_ALL = 9; // the level of a heading that is none for the word processor
  const CHAPTER = 2; // a real heading that ends what stands under a bold line
  const LIST = 3; // this many claims in a row without text are a list, if they come again
  const POINTER = 15; // words beside a criterion in a table that only says where to look

  class Sections {
    constructor(claims, signs) {
      Object.assign(this, { claims, signs, all: [], open: null, trail: [], outside: [], paragraph: 0, closed: false });
    }

    where(block) {
      return { page: block.page || 0, paragraph: this.paragraph, under: this.trail.at(-1)?.text || "" };
    }

    /* Take the next block, with what it claims. */
    take(block, claim, tail) {
      this.paragraph += 1;
      if (block.toc) return undefined;
      if (this.open?.table && block.table !== this.open.table && !this.isBanner(this.open)) this.open = null;
      if (this.signs.isGuidance(block)) return this.leave("guidance", block);
      if (claim && !(this.closed && block.table)) this.claim(block, claim, tail);
      else if (this.ends(block)) this.open = null;
      else this.text(block.text, block);
      this.follow(block, claim);
      return undefined;
    }

    /* The real headings above, for saying where. */
    follow(block, claim) {
      if (!block.level) return;
      while (this.trail.length && this.trail.at(-1).level >= block.level) this.trail.pop();
      if (!claim) this.trail.push({ level: block.level, text: draft.plain(block.text) });
    }

    claim(block, claim, tail) {
      this.closed = false;
      const again = this.open && !this.open.words && claim.ids.length && claim.ids.join() === this.open.ids.join();
      if (again) {
        this.open.by = this.open.by === claim.by ? claim.by : "both";
      } else {
        const { ids, by, line, differs, other, meant, doubt, unknown } = claim;
        this.open = {
          ids, by, differs, other, meant, doubt, unknown, heading: line, where: this.where(block),
          level: block.level || UNDER_ALL, real: Boolean(block.level), table: block.table || 0, words: 0, left: [],
        };
        this.all.push(this.open);
      }
      if (tail) this.text(tail, block);
    }

    /* A table that holds one heading and nothing else is a box around a heading. */
    isBanner(section) {
      return !section.words && this.all.filter(({ table }) => table === section.table).length === 1;
    }

    ends(block) {
      const end = this.signs.endOf(block.text);
      if (end === "closed") this.closed = this.all.some((section) => section.words);
      if (end || !this.open) return Boolean(end);
      const { level, real, words } = this.open;
      if (!block.level) return false;
      if (!real) return block.level <= CHAPTER;
      return block.level < level || (block.level === level && words > 0);
    }

    text(text, block) {
      if (block.level || this.signs.isPointer(block)) return;
      const unfinished = this.signs.findUnfinished(text);
      if (unfinished) this.leave("unfinished", block, unfinished.phrase);
      if (unfinished?.whole) return;
      if (this.signs.isGiven(text)) this.leave("guidance", block);
      else if (this.open) this.open.words += draft.countWords(text);
    }

    leave(kind, block, phrase = "") {
      const text = draft.plain(phrase || block.text);
      if (text) (this.open ? this.open.left : this.outside).push({ kind, text, where: this.where(block) });
    }

    /* The sections that stand for an answer; a list of criteria or a table of where to look stands for none. */
    finish() {
      const listed = new Set([...this.findLists(), ...this.findTables()]);
      return this.all.filter((section) => !listed.has(section));
    }

    /* Claims one after the other, most of which come again elsewhere. */
    findLists() {
      const runs = [[]];
      for (const section of this.all) {
        if (!section.ids.length) continue;
        runs.at(-1).push(section);
        if (section.words || section.left.length) runs.push([]);
      }
      return runs.filter((run) => run.length >= LIST).flatMap((run) => {
        const elsewhere = new Set(this.all.filter((section) => !run.includes(section)).flatMap(({ ids }) => ids));
        const again = run.slice(0, -1).filter(({ ids }) => ids.every((id) => elsewhere.has(id)));
        return again.length * 2 > run.length - 1 ? run : [];
      });
    }

    findTables() {
      const tables = groupBy(this.all);
      return [...tables].flatMap(([table, sections]) => {
        const claims = sections.filter(({ ids }) => ids.length);
        return table && claims.length >= LIST && claims.every(({ words }) => words < POINTER) ? sections : [];
      });
    }
  }

  function groupBy(sections) {
    const groups = new Map();
    for (const section of sections) groups.set(section.table, [...(groups.get(section.table) || []), section]);
    return groups;
  }

  draft.createSections = (claims, signs) => new Sections(claims, signs);
})();
