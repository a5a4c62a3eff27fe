/* What should not be in a finished draft: marks of unfinished text, guidance of the template, words of another
   qualification. All of them come from the data. Pure functions. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const edge = (text, at) => (/[\p{L}\d]/u.test(text.at(at)) ? "(?![\\p{L}\\d])" : "");

  /* One pattern for many phrases, whole words only; undefined where there are none. */
  function anyOf(phrases) {
    if (!phrases.length) return undefined;
    const sorted = [...phrases].sort((one, other) => other.length - one.length).map(draft.plain);
    return new RegExp(`(?<![\\p{L}\\d])(?:${sorted.map((text) => escape(text) + edge(text, -1)).join("|")})`, "iu");
  }

  const WHOLE_IN_BRACKETS = /^\[[^\]]*\p{L}[^\]]*\s[^\]]*\]$/u;
  const LONGEST_GIVEN = 1500; // letters; no guidance of ours is longer
  const MOST_OF_IT = 15; // a paragraph this short with a mark in it says nothing else

  class Signs {
    constructor(data) {
      const { same, unfinished, ends, closing, others, guidance_styles, evidence_styles } = data.draft;
      this.same = same;
      this.others = others.map(({ qualification }) => qualification);
      this.says = new Map(others.flatMap(({ signs }) => signs.map(({ phrase, says }) => [draft.plain(phrase).toLowerCase(), says])));
      for (const { qualification, says } of others) this.says.set(qualification.toLowerCase(), says);
      this.other = anyOf([...this.says.keys()]);
      this.unfinished = anyOf(unfinished);
      const [closed, ended] = [closing, [...ends, ...closing]].map((all) => new Set(all.map((text) => draft.wordsOf(text, same).join(" "))));
      const [guidance, evidence] = [guidance_styles, evidence_styles].map((all) => new Set(all.map((name) => name.toLowerCase())));
      Object.assign(this, { closed, ended, guidance, evidence });
      this.evidenceLine = data.draft.evidence_line.toLowerCase();
      this.given = new Set(this.listGiven(data).map((text) => draft.wordsOf(text, same).join(" ")));
    }

    /* What the guide itself hands out to be filled in: the parts of every criterion, what stands around them in a
       checklist, and the guidance of the templates, which has no style any more where a draft is pasted or has been through a program that drops styles. */
    listGiven(data) {
      return data.draft.given.concat(data.units.flatMap(({ criteria }) => criteria.flatMap(({ parts }) => parts.map(({ text }) => text))));
    }

    isGuidance(block) {
      return block.placeholder || this.guidance.has((block.style || "").toLowerCase());
    }

    isPointer(block) {
      return this.evidence.has((block.style || "").toLowerCase()) || draft.plain(block.text).toLowerCase().startsWith(this.evidenceLine);
    }

    isGiven(text) {
      return text.length < LONGEST_GIVEN && this.given.has(draft.wordsOf(text, this.same).join(" "));
    }

    /* References, Appendix 1, Conclusion: where the last criterion's text is over; "closed" where only evidence follows. */
    endOf(text) {
      if (text.length > 60) return "";
      const words = draft.wordsOf(text, this.same).filter((word) => !/^(\d+|[a-z])$/.test(word));
      const counted = /^\p{L}+\s+(\d+|[a-z])\b/iu.test(text) && words.length <= 6;
      const isOf = (all) => all.has(words.join(" ")) || (counted && all.has(words[0]));
      return isOf(this.closed) ? "closed" : isOf(this.ended) ? "ended" : "";
    }

    /* The mark in a text, or nothing. `whole`: the paragraph says nothing else. */
    findUnfinished(text) {
      const line = draft.plain(text);
      if (WHOLE_IN_BRACKETS.test(line) && line.length < 300) return { phrase: line, whole: true };
      const found = this.unfinished?.exec(line);
      return found ? { phrase: found[0], whole: draft.countWords(line) <= MOST_OF_IT } : undefined;
    }

    /* A phrase of another qualification, with what to know of it. */
    findOther(line) {
      const found = this.other?.exec(line);
      return found ? { phrase: found[0], says: this.says.get(found[0].toLowerCase()) } : undefined;
    }
  }

  draft.createSigns = (data) => new Signs(data);
})();
