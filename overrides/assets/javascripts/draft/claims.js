/* Which blocks of a draft claim to be a criterion: by its number, by its wording, or by both. A block is one paragraph as
   a reader of a file format gives it (read.js says what it holds). Pure functions. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const LONGEST = { heading: 90, plain: 60 }; // words; a longer paragraph is no heading
  const SHORT = 14; // words a line with a number may have and still be a heading
  const MARGIN = 0.08; // how much better than the second a wording must fit
  const CERTAIN = 0.6;
  const ENOUGH = 3; // words that say something, before a part of a wording stands for the whole

  /* How much of the wording must be there, and how much of the line must be wording: the whole of it, or a part. */
  const BOUNDS = {
    heading: { whole: [0.78, 0.55], part: [0.5, 0.88] },
    plain: { whole: [0.8, 0.8], part: [0.6, 0.9] },
  };

  /* After the number of a criterion, these begin a sentence about it rather than a heading. */
  const SENTENCE = /^(?:is|was|are|were|has|had|asks?|asked|shows?|showed|helps?|helped|needs?|needed|requires?|required|says|said|made|makes|gave|gives|can|could|will|would|should|must|may|also)\b/i;

  const RUN_IN = /^(.{1,40}?\d\)?)\s*(?:[:)\t]|\s[-\u2013\u2014]\s|\.\s)\s*(\S.*)$/su;

  class Claims {
    constructor(data, signs) {
      this.signs = signs;
      this.units = data.units;
      this.numbers = draft.createNumbers(data.units, signs.others);
      this.criteria = data.units.flatMap((unit) => unit.criteria.map((criterion) => this.prepare(unit, criterion)));
      this.known = new Set(this.criteria.flatMap(({ known }) => [...known]));
      this.byId = new Map(this.criteria.map((criterion) => [criterion.id, criterion]));
    }

    words(text) {
      return draft.wordsOf(text, this.signs.same);
    }

    prepare(unit, criterion) {
      const words = this.words(criterion.wording);
      const topic = this.words([criterion.topic, ...criterion.parts.map(({ text }) => text)].join(" "));
      const [known, about] = [words, [...words, ...topic]].map((some) => new Set(draft.large(some)));
      return { ...criterion, unit: unit.id, words, known, about };
    }

    // ---- what a block says, whatever the unit ----

    /* The line that may be a heading, what follows it in the same paragraph, and what is read in the line. */
    look(block) {
      if (block.toc) return undefined;
      const look = block.level || block.bold ? "heading" : "plain";
      const whole = draft.plain(block.number ? `${block.number} ${block.text}` : block.text);
      const answer = this.lookAt(whole, look);
      if (answer && (look === "heading" || answer.wording || this.isTitled(answer))) return answer;
      return this.runIn(block, look) || answer;
    }

    /* A number with a word such as AC, and a few words that are no sentence. */
    isTitled({ found, line }) {
      return found.claims[0]?.named && found.claims[0].first && this.isShort(line) && !SENTENCE.test(found.rest);
    }

    lookAt(line, look) {
      if (!line || line.length > LONGEST[look] * 12 || line.split(" ").length > LONGEST[look]) return undefined;
      const found = this.numbers.read(line);
      const wording = this.byWording(found.rest, look);
      return { line, look, found, wording, outcome: found.outcome && !found.claims.length && !wording && !/[.!?;,]$/.test(line), tail: "" };
    }

    /* "AC 2.1: the text begins here", or bold words that open a paragraph. */
    runIn(block, look) {
      const lead = block.lead && block.lead < block.text.length ? block.text.slice(0, block.lead) : "";
      const bold = lead && this.lookAt(draft.plain(lead), "heading");
      if (bold && (bold.wording || bold.found.claims.some(({ named, first }) => named && first))) {
        return { ...bold, tail: block.text.slice(block.lead) };
      }
      const [, head, tail] = RUN_IN.exec(block.text.slice(0, 400)) || [];
      const opening = head && this.lookAt(draft.plain(head), look);
      const named = opening && !opening.found.rest && opening.found.claims.some((claim) => claim.named && claim.first);
      return named ? { ...opening, tail: tail + block.text.slice(400) } : undefined;
    }

    /* The criterion whose wording a text is, with slips allowed; undefined when none or two fit. */
    byWording(text, look) {
      const words = this.words(text);
      const large = draft.large(words);
      if (!large.some((word) => this.known.has(word))) return undefined;
      const [best, second] = this.criteria
        .filter((criterion) => this.isNear(large, criterion))
        .map((criterion) => ({ criterion, ...draft.compare(words, criterion.words) }))
        .map((match) => ({ ...match, score: match.cover * match.fit }))
        .sort((one, other) => other.score - one.score);
      if (!best || !this.fits(best, look, large)) return undefined;
      return !second || best.score - second.score > MARGIN ? best : undefined;
    }

    /* The criteria that still apply of the same outcome, this one among them. */
    siblings(id) {
      const { unit, outcome } = this.byId.get(id);
      return this.criteria.filter((other) => other.unit === unit && other.outcome === outcome && !other.retired).map((other) => other.id);
    }

    hits(large, criterion, among = "known") {
      return large.filter((word) => criterion[among].has(word)).length;
    }

    /* A first and quick look: a third of the words, slips not forgiven. */
    isNear(large, criterion) {
      return this.hits(large, criterion) * 3 >= Math.min(large.length, criterion.known.size);
    }

    fits({ cover, fit, criterion }, look, large) {
      const { whole, part } = BOUNDS[look];
      const partly = cover >= part[0] && fit >= part[1] && this.hits(large, criterion) >= ENOUGH;
      return partly || (cover >= whole[0] && fit >= whole[1]);
    }

    // ---- what it claims, in a draft of one unit ----

    /* {ids, by, unknown, differs, other, doubt}; undefined where a block claims nothing. */
    decide(seen, unit) {
      const { found, wording, look, line } = seen;
      const claims = this.resolve(found.claims, unit);
      const other = this.findOther(seen, claims);
      if (other) return other;
      const ids = [...new Set(claims.filter((claim) => this.holds(claim, seen)).flatMap((claim) => claim.ids))];
      const unknown = this.findUnknown(claims, seen);
      if (ids.length) return { ...this.settle(ids, wording), unknown, line };
      if (wording) return { ids: [wording.criterion.id], by: "wording", unknown, line };
      if (unknown.length) return { ids: [], by: "number", unknown, line };
      const doubt = look === "heading" && claims.find((claim) => claim.first && claim.ids.length);
      return doubt ? { ids: [], doubt: doubt.ids[0], unknown, line } : undefined;
    }

    /* Another qualification's number or words in a heading: never a claim to be ours. */
    findOther({ found, wording, look, line }, claims) {
      const other = found.foreign || this.signs.findOther(line)?.phrase;
      const heads = wording || (found.claims.length && look === "heading") || this.isTitled({ found, line });
      if (!other || !heads) return undefined;
      const ids = claims.flatMap((claim) => claim.ids);
      return { ids: [], other, meant: ids.length || !wording ? ids : [wording.criterion.id], unknown: [], line };
    }

    /* Numbers to ids, a range to all it spans; what nothing has keeps its number alone. */
    resolve(found, fallback) {
      return found.map((claim) => {
        const unit = this.units.find(({ id }) => id === (claim.unit || fallback));
        const numbers = unit ? unit.criteria.map(({ number }) => number) : [];
        const at = numbers.indexOf(claim.number);
        const from = claim.from ? numbers.indexOf(claim.from) + 1 : 0;
        const span = from && from <= at ? numbers.slice(from, at + 1) : [claim.number];
        return { ...claim, unit, ids: at < 0 ? [] : span.map((number) => `${unit.id}/${number}`) };
      });
    }

    /* A number counts where a word such as AC names it in a heading, or where what stands beside it speaks of the same. */
    holds(claim, { found, wording, look, line }) {
      if (!claim.ids.length) return false;
      const criterion = this.byId.get(claim.ids[0]);
      if (wording?.criterion.id === criterion.id || !found.rest) return claim.first || claim.named || look === "heading";
      if (claim.named) return look === "heading" || wording !== undefined || (claim.first && this.isShort(line) && !SENTENCE.test(found.rest));
      if (claim.bracketed && !claim.first) return look === "heading" && this.speaksOf(found.rest, criterion, "plain");
      return claim.first && (look === "heading" || this.isShort(line)) && this.speaksOf(found.rest, criterion, look);
    }

    isShort(line) {
      return !/[.!;,]$/.test(line) && line.split(" ").length <= SHORT;
    }

    speaksOf(rest, criterion, look) {
      const large = draft.large(this.words(rest));
      const hits = this.hits(large, criterion, "about");
      if (look === "heading") return !large.length || hits > 0;
      return hits > 0 && hits * 2 >= large.length;
    }

    /* Numbers that no criterion has: named ones, and bare ones in a heading that continue a list of ours. */
    findUnknown(claims, { look, found, line }) {
      const listed = (unit, number) => unit.criteria.some((criterion) => criterion.outcome === number.split(".")[0]);
      return claims
        .filter(({ ids, unit }) => !ids.length && unit)
        .filter(({ named, first, unit, number }) => named || (first && look === "heading" && listed(unit, number)))
        .filter(() => look === "heading" || this.isShort(line) || !found.rest)
        .map(({ unit, number }) => ({ unit: unit.id, number }));
    }

    /* Number and wording may disagree: the wording says what the section is about. */
    settle(ids, wording) {
      const id = wording?.criterion.id;
      if (id && ids.length === 1 && id !== ids[0] && wording.score > CERTAIN) return { ids: [id], by: "wording", differs: ids[0] };
      return { ids, by: id && ids.includes(id) ? "both" : "number" };
    }
  }

  draft.createClaims = (data, signs) => new Claims(data, signs);
})();
