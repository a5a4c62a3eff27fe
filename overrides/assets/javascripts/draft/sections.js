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
      Object.assign(this, { claims, signs, all: [], open: null, trail: [], outside: [], paragraph: 0, closed: false, spoken: 0 });
    }

    where(block) {
      return { page: block.page || 0, paragraph: this.paragraph, under: this.trail.at(-1)?.text || "" };
    }

    /* Take the next block, with what it claims and what was seen in it. */
    take(block, claim, { tail = "", outcome = false } = {}) {
      this.paragraph += 1;
      if (block.toc) return undefined;
      if (this.open?.table && block.table !== this.open.table && !this.isBanner(this.open)) this.open = null;
      if (this.signs.isGuidance(block)) return this.leave("guidance", block);
      if (claim && !(this.closed && block.table)) this.claim(block, claim, tail);
      else if (outcome || this.ends(block)) this.close(outcome);
      else this.text(block.text, block);
      this.follow(block, claim);
      return undefined;
    }

    /* After a chapter that is no criterion's, or the name of an outcome, text belongs to no criterion until the next claims it. */
    close(outcome) {
      this.open = null;
      if (!outcome) this.spoken += 1;
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
          level: block.level || UNDER_ALL, real: Boolean(block.level), table: block.table || 0, words: 0, left: [], spoken: this.spoken,
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
      if (block.level || this.signs.isPointer(block)) return undefined;
      const unfinished = this.signs.findUnfinished(text);
      if (unfinished) this.leave("unfinished", block, unfinished.phrase);
      if (unfinished?.whole) return undefined;
      if (this.signs.isGiven(text)) return this.leave("guidance", block);
      this.spoken += 1;
      if (this.open) this.open.words += draft.countWords(text);
      return undefined;
    }

    leave(kind, block, phrase = "") {
      const text = draft.plain(phrase || block.text);
      if (text) (this.open ? this.open.left : this.outside).push({ kind, text, where: this.where(block) });
    }

    /* The sections that stand for an answer; a list of criteria or a table of where to look stands for none. */
    finish() {
      const runs = [...this.runs()];
      const listed = new Set([...this.findLists(runs), ...this.findTables()]);
      runs.filter((run) => !run.some((section) => listed.has(section))).forEach((run) => this.join(run));
      return this.all.filter((section) => !listed.has(section));
    }

    /* Claims one under the other with no text between them, each of something else; the last may have text. */
    *runs() {
      let run = [];
      for (const section of this.all.filter(({ ids }) => ids.length)) {
        const before = run.at(-1);
        const apart = before && (before.words || before.left.length || before.spoken !== section.spoken);
        if (apart || run.some(({ ids }) => ids.some((id) => section.ids.includes(id)))) {
          yield run;
          run = [];
        }
        run.push(section);
      }
      yield run;
    }

    /* Runs in which most of what has no text comes again elsewhere: lists of criteria. */
    findLists(runs) {
      return runs.filter((run) => run.length >= LIST).flatMap((run) => {
        const elsewhere = new Set(this.all.filter((section) => !run.includes(section)).flatMap(({ ids }) => ids));
        const bare = run.filter(({ words }) => !words);
        const again = bare.filter(({ ids }) => ids.every((id) => elsewhere.has(id)));
        return again.length * 2 > bare.length ? run : [];
      });
    }

    /* All criteria of an outcome as lines one under the other, then one text: it is claimed for all of them. Headings of
       the word processor with nothing under them are left as they are: those are still to be filled in. */
    join(run) {
      const last = run.at(-1);
      const plain = run.length > 1 && run.every(({ real }) => !real);
      if (!plain || !last.words) return;
      const ids = new Set(run.flatMap((section) => section.ids));
      const isWhole = (id) => this.claims.siblings(id).every((sibling) => ids.has(sibling));
      if (isWhole(last.ids[0])) last.ids = [...ids].filter(isWhole);
    }

    findTables() {
      const tables = groupBy(this.all);
      return [...tables].flatMap(([table, sections]) => {
        const claims = sections.filter(({ ids }) => ids.length);
        const points = claims.every(({ words }) => words < POINTER) || this.isHead(claims);
        return table && claims.length >= LIST && points ? sections : [];
      });
    }

    /* Numbers of more than one outcome, and text after the last alone: the head of a matrix, such as which evidence is for what. */
    isHead(claims) {
      const outcomes = new Set(claims.map(({ ids }) => ids[0] && this.claims.byId.get(ids[0]).outcome));
      return outcomes.size > 1 && claims.every(({ by, words }, at) => by === "number" && (!words || at === claims.length - 1));
    }
  }

  function groupBy(sections) {
    const groups = new Map();
    for (const section of sections) groups.set(section.table, [...(groups.get(section.table) || []), section]);
    return groups;
  }

  draft.createSections = (claims, signs) => new Sections(claims, signs);
})();
