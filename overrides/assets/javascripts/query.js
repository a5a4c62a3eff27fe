/* What a query means and what answers it. Pure functions: no page, no network, so that the header dialog and the
   box on the home page cannot differ. A classic script, because modules do not load from disk. */
(function () {
  "use strict";

  const { readId, simplify, wordsOf } = window.centreGuideReferences; // references.js stands before this script

  const BOOST = { label: 4, title: 6, keywords: 3, kind: 1, summary: 2, text: 0.5 };
  // A page stands for everything on it, so it must not beat the entry that is about the word.
  const WEIGHT = { Verb: 1.2, Term: 1.15, Evidence: 1.1, Checklist: 1.1, Unit: 0.8, Page: 0.6 };
  const PAGE = "Page";
  const IN_PASSING = 0.4; // a page that has the word somewhere in its text and nowhere else
  const SYNONYM = 0.4;
  const PER_KIND = 5;
  const WEAK = 0.05;
  const NEAREST = 3;
  const FUZZY = 0.2;
  const LOOSE = 0.34;
  const SMALL_WORDS = new Set(
    ("a an and are as at be between by can do does for from have how i if in is it its me mean means my need of on " +
      "or our should so that the their there this to was we what when where which who with you your").split(" "),
  );

  /* Without the words that carry no meaning, unless there are no others. */
  function large(terms) {
    const some = terms.filter((term) => !SMALL_WORDS.has(term));
    return some.length ? some : terms;
  }

  const hasDigit = (word) => /\d/.test(word);

  /* Enough stemming for reviewing, reviews, reviewed and review to meet; it need not give a real word. */
  function stem(word) {
    if (hasDigit(word) || word.length < 4) return word;
    let base = word.replace(/(ie)s$/, "y").replace(/([^sui])s$/, "$1");
    const cut = base.replace(/(ing|ed)$/, "");
    if (cut !== base && cut.length > 3) base = cut.replace(/([^aeiouls])\1$/, "$1");
    return base.length > 3 ? base.replace(/e$/, "") : base;
  }

  // ---- text ----

  /* A title that is just what was asked for, in whatever spelling, beats every title that only holds it. */
  function titleFit(title, match, terms) {
    const held = title.filter((term) => match[term] && match[term].includes("title")).length;
    if (title.join(" ") === terms.join(" ")) return 6;
    if (held === title.length && terms.length <= held) return 4;
    return held >= terms.length ? 1.6 : 1;
  }

  /* Two letters that changed places are one slip to a person and two to an edit distance. */
  function unswap(term, known) {
    for (let at = 0; at + 1 < term.length; at += 1) {
      const tried = stem(term.slice(0, at) + term[at + 1] + term[at] + term.slice(at + 2));
      if (known.has(tried)) return tried;
    }
    return term;
  }

  function pairsOf(text) {
    const joined = wordsOf(text).join(" ");
    return new Set([...joined].slice(1).map((letter, at) => joined[at] + letter));
  }

  function likeness(asked, text) {
    const pairs = pairsOf(text);
    const shared = [...asked].filter((pair) => pairs.has(pair)).length;
    return (2 * shared) / (asked.size + pairs.size || 1);
  }

  /* Items by how much they look like a query, the likest first, without those that share nothing with it. */
  function rank(query, items, textOf) {
    const asked = pairsOf(query);
    return items
      .map((item) => ({ item, like: likeness(asked, textOf(item)) }))
      .filter(({ like }) => like > 0)
      .sort((one, other) => other.like - one.like)
      .map(({ item }) => item);
  }

  /* The best hit stays first; the others stand by kind, a kind as high as its best hit. */
  function group(hits) {
    const kinds = new Map();
    for (const hit of hits.slice(1)) {
      if (!kinds.has(hit.kind)) kinds.set(hit.kind, []);
      kinds.get(hit.kind).push(hit);
    }
    return [...hits.slice(0, 1), ...[...kinds.values()].flatMap((some) => some.slice(0, PER_KIND))];
  }

  class Search {
    constructor(data, MiniSearch) {
      this.data = data;
      this.same = new Map(Object.entries(data.same));
      this.also = Object.entries(data.also).map(([word, others]) => [
        large(this.termsOf(word)),
        others.map((other) => this.termsOf(other)),
      ]);
      this.byAddress = new Map(data.entries.map((entry) => [entry.address, entry]));
      // Pages may quote a slip to speak about it; only the entries say how a word is spelt.
      const said = (entry) => (entry.kind === PAGE ? [entry.title] : Object.keys(BOOST).map((field) => entry[field]));
      this.known = new Set(this.termsOf(data.entries.flatMap(said).join(" ")));
      this.titles = data.entries.map((entry) => large(this.termsOf(entry.title)));
      this.engine = new MiniSearch({
        fields: Object.keys(BOOST),
        tokenize: wordsOf,
        processTerm: (word) => this.termOf(word),
      });
      this.engine.addAll(data.entries.map((entry, id) => ({ ...entry, id })));
    }

    termOf(word) {
      return stem(this.same.get(word) || word);
    }

    termsOf(text) {
      return wordsOf(text).map((word) => this.termOf(word));
    }

    isKnown(term) {
      return this.known.has(term) || [...this.known].some((other) => other.startsWith(term));
    }

    search(query) {
      const id = readId(query, this.data);
      return id ? this.answerId(query, id) : this.answerText(query);
    }

    answerId(query, { unit, addresses }) {
      const found = addresses.map((address) => this.byAddress.get(address));
      const related = addresses.length === 1 ? found[0].related.map((address) => this.byAddress.get(address)) : [];
      const terms = new Set(this.termsOf(simplify(query)));
      const results = [...found, ...related].map((entry) => ({ ...entry, terms }));
      const nearest = results.length ? [] : this.nearest(query, unit);
      return { results, total: results.length, exact: addresses.length === 1 ? addresses[0] : "", nearest };
    }

    answerText(query) {
      const asked = this.termsOf(query).map((term) => (this.isKnown(term) ? term : unswap(term, this.known)));
      const terms = large(asked);
      if (!terms.length) return { results: [], total: 0, exact: "", nearest: query.trim() ? this.nearest(query) : [] };
      const found = this.find(terms);
      const kept = found.filter((hit) => hit.score > WEAK * found[0].score).map((hit) => this.weigh(hit, terms));
      const hits = kept.sort((one, other) => other.score - one.score);
      return { results: group(hits), total: hits.length, exact: "", nearest: hits.length ? [] : this.nearest(query) };
    }

    weigh(hit, terms) {
      const entry = this.data.entries[hit.id];
      const fields = Object.values(hit.match).flat();
      const passing = entry.kind === PAGE && fields.every((field) => field === "text" || field === "kind");
      const weight = (WEIGHT[entry.kind] || 1) * (passing ? IN_PASSING : 1);
      const score = hit.score * weight * titleFit(this.titles[hit.id], hit.match, terms);
      return { ...entry, score, terms: new Set(hit.terms) };
    }

    /* All words, else any of them, else any that is spelt roughly so. */
    find(terms) {
      const ways = [["AND", FUZZY], ["OR", FUZZY], ["OR", LOOSE]];
      for (const [combineWith, fuzzy] of ways) {
        const hits = this.ask(terms, combineWith, fuzzy);
        if (hits.length) return hits;
      }
      return [];
    }

    ask(terms, combineWith, fuzzy) {
      const queries = [{ combineWith, queries: terms.map((term) => this.widen(term)) }, ...this.rephrase(terms)];
      return this.engine.search(
        { combineWith: "OR", queries },
        {
          boost: BOOST,
          tokenize: (text) => text.split(" "),
          processTerm: (term) => term,
          prefix: (term) => !term.includes(".") && (term.length > 2 || terms.length === 1),
          // A word the guide has needs no guessing; a number that is nearly right is wrong.
          fuzzy: (term) => term.length > 4 && !hasDigit(term) && !this.isKnown(term) && fuzzy,
        },
      );
    }

    /* A word, or what it can stand for in the guide. */
    widen(term) {
      const others = this.also.filter(([key]) => key.length === 1 && key[0] === term).flatMap(([, values]) => values);
      return { combineWith: "OR", queries: [term, ...others.map((other) => this.synonym(other))] };
    }

    /* The query again for each phrase in it that people use for something else. */
    rephrase(terms) {
      const held = this.also.filter(([key]) => key.length > 1 && ` ${terms.join(" ")} `.includes(` ${key.join(" ")} `));
      return held.flatMap(([, values]) => values.map((other) => this.synonym(other)));
    }

    synonym(terms) {
      return { combineWith: "AND", queries: terms, prefix: false, fuzzy: false, boostTerm: () => SYNONYM };
    }

    /* What looks most like the query: of the unit when that was right; the units when nothing is like it. */
    nearest(query, unit) {
      const units = (unit ? [unit] : this.data.units).map(({ address }) => this.byAddress.get(address));
      const among = unit ? units[0].related.map((address) => this.byAddress.get(address)) : this.data.entries;
      const ranked = rank(query, among, (entry) => entry.label || entry.title);
      return [...new Set(unit ? [...units, ...ranked] : [...ranked, ...units])].slice(0, NEAREST);
    }
  }

  function createSearch(data, MiniSearch) {
    const search = new Search(data, MiniSearch);
    return { search: (query) => search.search(query), termOf: (word) => search.termsOf(word)[0] || "" };
  }

  window.centreGuideQuery = { createSearch, rank };
})();
