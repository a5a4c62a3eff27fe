/* Numbers of criteria in a line of text, in any usual form: 2.1, AC2.1, QX12-A1/2.1, A1 AC 2.1, "Criterion 2.1:",
   "2.1)", "AC 2.1 to 2.3". Knows no qualification: the ids come with the data. Pure functions. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const WORD =
    "(?:assessment\\s+)?criteri(?:on|a)\\b(?:\\s+no\\.?)?|crit\\b\\.?|a\\.?\\s?c(?:s\\b|\\b|(?=[\\d_]))\\.?|lo\\s?/\\s?ac\\b|lo(?=\\s?\\d+\\.\\d)";
  const LABEL = "(?:section|task|question|part|(?:my\\s+)?(?:answer|response)(?:\\s+to)?)\\b|q(?=\\s?\\d)";
  const COUNT = "\\d+\\s?(?:words?|marks?|credits?)\\b"; // how long or how much, beside a heading
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /* QX12-A1 in the ways people write it; the number alone counts where it cannot be mistaken for a quantity. */
  function unitPattern(unit) {
    const qualification = escape(unit.id.slice(0, -unit.number.length - 1));
    const number = escape(unit.number);
    const body = unit.awarded_by ? `(?:${escape(unit.awarded_by)}\\s+)?` : "";
    return `${body}(?:units?\\s+)?(?:${qualification}\\s*[-/ .:]?\\s*${number}|unit\\s+${number}|${number}(?=\\s*[-/:., ]?\\s*(?:(?:${WORD})|\\d+\\.\\d)))`;
  }

  /* What reads lines for one catalogue. `others` are ids of other qualifications. */
  function createNumbers(units, others) {
    const known = units.map((unit, at) => `(?<u${at}>${unitPattern(unit)})(?![\\d])`);
    const foreign = others.length
      ? [`(?<foreign>(?:${others.map(escape).join("|")})(?:\\s*[-/ ]\\s*[a-z]?\\d{1,3}(?!\\.?\\d)|\\b))`]
      : [];
    const parts = [
      ...foreign,
      ...known,
      `(?<word>${WORD})\\s*[:._-]?\\s*`,
      `(?<label>${LABEL})`,
      `(?<count>${COUNT})`,
      "(?<deep>\\d+(?:\\.\\d+){2,})",
      "(?<number>\\d+\\s?\\.\\s?\\d+)(?![\\d%£$€]|(?:st|nd|rd|th|[mkx]|bn)\\b)",
      "(?<loose>\\d+\\s?[:_-]\\s?\\d+)(?![\\d%])",
      "(?<outcome>(?:lo|learning\\s+outcomes?)\\s?\\d+(?!\\.\\d))",
      "(?<to>\\s*-\\s*|\\bto\\b|\\bthrough\\b)",
      "(?<and>[,;&/+]|\\band\\b)",
      "(?<filler>[\\s:.()\\[\\]§|*#_•-]+)",
      "(?<other>[\\p{L}\\d'%£$€]+|.)",
    ];
    return new Numbers(units, new RegExp(parts.join("|"), "giu"));
  }

  class Numbers {
    constructor(units, pattern) {
      const kinds = [...pattern.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name);
      const byKind = Object.fromEntries(units.map((unit, at) => [`u${at}`, unit]));
      const possible = units.every(({ number }) => /\d/.test(number)) ? /\d/ : /./; // no digit, no number of a criterion
      Object.assign(this, { units, pattern, kinds, byKind, possible });
    }

    /* The marks of a line, each with its kind, its text and, for a unit, which. */
    *scan(text) {
      for (const { 0: found, groups, index } of text.matchAll(this.pattern)) {
        const kind = groups.other === undefined ? this.kinds.find((name) => groups[name] !== undefined) : "other";
        const unit = this.byKind[kind];
        yield { kind: unit ? "unit" : kind, text: found, unit, index };
      }
    }

    /* What a line names. `named`: with a word such as AC or with a unit; `first`: nothing else stands before it. */
    read(line) {
      const text = draft.plain(line);
      if (!this.possible.test(text)) return { claims: [], deep: "", foreign: "", unit: undefined, leads: false, rest: text };
      const marks = [...this.scan(text)];
      const state = { unit: undefined, named: false, before: "", run: null, open: false };
      const answer = { claims: [], deep: "", foreign: "", unit: undefined, leads: false, outcome: false, rest: "" };
      marks.forEach((mark) => this.step(mark, state, answer));
      answer.unit = state.firstUnit;
      answer.rest = draft.plain(state.before.replace(/^[\s:.,;()[\]|/&-]+/, ""));
      return answer;
    }

    step(mark, state, answer) {
      if (mark.kind === "unit") {
        state.unit = mark.unit;
        state.firstUnit ||= mark.unit;
        answer.leads ||= !state.before.trim(); // the unit stands before everything else
        state.fresh = true;
      } else if (mark.kind === "word") state.named = true;
      else if (mark.kind === "label" && !state.before.trim()) state.before += " ";
      else if (mark.kind === "foreign") answer.foreign ||= mark.text;
      else if (mark.kind === "outcome") this.outcome(state, answer);
      else if (mark.kind === "filler" && !/[()[\]]/.test(mark.text)) state.before += " ";
      else if (mark.kind === "filler") this.bracket(mark, state);
      else if (mark.kind === "count") this.count(state);
      else if (mark.kind === "deep") this.deep(mark, state, answer);
      else if (mark.kind === "number" || mark.kind === "loose") this.number(mark, state, answer);
      else if ((mark.kind === "and" || mark.kind === "to") && state.run) state.run.link = mark.kind;
      else if (mark.kind === "to" && mark.text.length > 1 && /^\W+$/.test(mark.text)) state.before += " ";
      else if (state.fresh && /^\W$/.test(mark.text)) return; // QX12-A1/2.1
      else this.other(mark, state);
    }

    bracket(mark, state) {
      state.open = mark.text.includes("(") || mark.text.includes("[");
      state.before += " ";
    }

    /* LO2 AC 2.1: the number of the outcome says nothing more; alone, it opens an outcome's part. */
    outcome(state, answer) {
      answer.outcome ||= !state.before.trim();
      state.before += " ";
    }

    count(state) {
      Object.assign(state, { run: null, open: false });
      state.before += " ";
    }

    other(mark, state) {
      Object.assign(state, { named: false, run: null, open: false, fresh: false });
      state.before += mark.text;
    }

    /* 500.2.1 is a unit and a criterion; 2.1.1 is a heading inside 2.1. */
    deep(mark, state, answer) {
      const unit = this.units.find(({ number }) => mark.text.startsWith(`${number}.`));
      const rest = unit ? mark.text.slice(unit.number.length + 1) : "";
      if (/^\d+\.\d+$/.test(rest)) {
        state.unit = unit;
        this.number({ kind: "number", text: rest }, state, answer);
      } else if (!state.before.trim() && !answer.claims.length) answer.deep = mark.text;
      else this.other(mark, state);
    }

    number(mark, state, answer) {
      const number = mark.text.replace(/\s/g, "").replace(/[:_-]/, ".");
      const first = !state.before.trim();
      const named = state.named || Boolean(state.unit && state.fresh);
      const last = answer.claims.at(-1);
      const follows = Boolean(state.run && state.run.link);
      if (mark.kind === "loose" && !named) return this.other(mark, state);
      if (!named && !first && !follows && !state.open) return this.other(mark, state);
      const claim = { unit: state.unit?.id || "", number, named: named || (follows && last.named), first, bracketed: state.open };
      if (follows && state.run.link === "to") claim.from = last.number;
      answer.claims.push(claim);
      state.run = {};
      state.named = false;
      return undefined;
    }
  }

  draft.createNumbers = createNumbers;
})();
