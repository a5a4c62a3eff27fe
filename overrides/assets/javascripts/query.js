/* What a query means and what answers it: no page, and no network but the index (search-index.js), so that the header
   dialog and the box on the home page cannot differ. A classic script, because modules do not load from disk. */
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
  const MOST = 20; // that are listed where many units have the number asked for
  const ALIKE = 6; // words that look like one that nothing has

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

  /* A title that is just what was asked for, in whatever spelling, beats every title that only holds it.
     `held` are the terms of the title that were found, `count` is how many it has. */
  function titleFit(held, count, terms) {
    if (held.length === count && new Set(terms).size === count && terms.every((term) => held.includes(term))) return 6;
    if (held.length === count && terms.length <= count) return 4;
    return held.length >= terms.length ? 1.6 : 1;
  }

  /* Two letters that changed places are one slip to a person and two to an edit distance. */
  function unswap(term, known) {
    for (let at = 0; at + 1 < term.length; at += 1) {
      const tried = stem(term.slice(0, at) + term[at + 1] + term[at] + term.slice(at + 2));
      if (known.has(tried)) return tried;
    }
    return term;
  }

  const pairsIn = (joined) => new Set([...joined].slice(1).map((letter, at) => joined[at] + letter));
  const pairsOf = (text) => pairsIn(wordsOf(text).join(" "));

  function likeness(asked, pairs) {
    const shared = [...asked].filter((pair) => pairs.has(pair)).length;
    return (2 * shared) / (asked.size + pairs.size || 1);
  }

  /* Items by how much they look like a query, the likest first, without those that share nothing with it. */
  function rank(query, items, textOf, pairs = pairsOf) {
    const asked = pairsOf(query);
    return items
      .map((item) => ({ item, like: likeness(asked, pairs(textOf(item))) }))
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

  /* Every word of a query, with how it is to be found. */
  const leavesOf = (query, how) =>
    typeof query === "string" ? [{ term: query, how }] : query.queries.flatMap((one) => leavesOf(one, { ...how, ...query }));

  class Search {
    constructor(data, index) {
      Object.assign(this, { data, index });
      this.small = new Set(data.small);
      this.same = new Map(Object.entries(data.same));
      this.also = Object.entries(data.also).map(([word, others]) => [
        this.large(this.termsOf(word)),
        others.map((other) => this.termsOf(other)),
      ]);
      const units = new Map(data.units.map((unit) => [unit.id, unit]));
      const find = (id) => {
        const { entry, criteria } = units.get(id.split("/")[0]);
        const at = criteria.indexOf(id.split("/")[1]); // the criteria of a unit follow it, in this order
        return at < 0 ? data.ended[id] : entry + 1 + at;
      };
      this.ids = { units: data.units, same: data.same, criteria: new Proxy({}, { get: (_, id) => find(id) }) };
      const online = new Set(data.disk ? data.online : []);
      this.isHere = ({ id }) => !online.has(id);
    }

    /* Without the words that carry no meaning, unless there are no others. */
    large(terms) {
      const some = terms.filter((term) => !this.small.has(term));
      return some.length ? some : terms;
    }

    termOf(word) {
      return stem(this.same.get(word) || word);
    }

    termsOf(text) {
      return wordsOf(text).map((word) => this.termOf(word));
    }

    async search(query) {
      const id = readId(query, this.ids);
      return id ? this.answerId(query, id) : this.answerText(query);
    }

    async answerId(query, { unit, units, number, found }) {
      const all = number ? found : units.map(({ entry }) => entry);
      const entries = await this.index.entries(all.slice(0, MOST));
      const related = all.length === 1 ? await this.index.entries(entries[0].related) : [];
      const terms = new Set(this.termsOf(simplify(query)));
      const results = [...entries, ...related].map((entry) => ({ ...entry, terms }));
      const nearest = results.length ? [] : await this.nearest(query, unit);
      const total = all.length + related.length;
      return { results, total, exact: all.length === 1 ? entries[0].address : "", nearest };
    }

    async answerText(query) {
      const { index } = this;
      const asked = this.termsOf(query).map((term) => (index.isKnown(term) ? term : unswap(term, index.knownWords)));
      const terms = this.large(asked);
      const found = terms.length ? await this.find(terms) : [];
      const kept = found.filter((hit) => hit.score > WEAK * found[0].score).map((hit) => this.weigh(hit, terms));
      const hits = kept.sort((one, other) => other.score - one.score || one.number - other.number);
      const shown = group(hits);
      const entries = await index.entries(shown.map(({ number }) => number));
      const results = entries.map((entry, at) => ({ ...entry, ...shown[at] }));
      return { results, total: hits.length, exact: "", nearest: hits.length || !query.trim() ? [] : await this.nearest(query) };
    }

    weigh({ id: number, score, terms: found, match }, terms) {
      const kind = this.index.kindOf(number);
      const fields = Object.values(match).flat();
      const passing = kind === PAGE && fields.every((field) => field === "text" || field === "kind");
      const weight = (WEIGHT[kind] || 1) * (passing ? IN_PASSING : 1);
      const held = this.large(Object.keys(match).filter((term) => match[term].includes("title")));
      return { number, kind, score: score * weight * titleFit(held, this.data.titles[number], terms), terms: new Set(found) };
    }

    /* All words, else any of them, else any that is spelt roughly so. */
    async find(terms) {
      const ways = [["AND", FUZZY], ["OR", FUZZY], ["OR", LOOSE]];
      for (const [combineWith, fuzzy] of ways) {
        const hits = await this.ask(terms, combineWith, fuzzy);
        if (hits.length) return hits;
      }
      return [];
    }

    async ask(terms, combineWith, fuzzy) {
      const queries = [{ combineWith, queries: terms.map((term) => this.widen(term)) }, ...this.rephrase(terms)];
      const query = { combineWith: "OR", queries };
      const how = {
        prefix: (term) => !term.includes(".") && (term.length > 2 || terms.length === 1),
        // A word the guide has needs no guessing; a number that is nearly right is wrong.
        fuzzy: (term) => term.length > 4 && !hasDigit(term) && !this.index.isKnown(term) && fuzzy,
      };
      const words = new Set(leavesOf(query, how).flatMap(({ term, how: { prefix, fuzzy } }) => this.index.spread(term, { prefix, fuzzy })));
      return this.index.search(query, { ...how, boost: BOOST, filter: this.isHere }, words);
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

    /* What looks most like the query: in the unit when that was right; else by titles with words that look like it; else units. */
    async nearest(query, unit) {
      if (unit) {
        const [own] = await this.index.entries([unit.entry]);
        const criteria = await this.index.entries(own.related);
        return [own, ...rank(query, criteria, ({ label }) => label)].slice(0, NEAREST);
      }
      const words = rank(query, this.index.known, (word) => word, pairsIn).slice(0, ALIKE);
      const hits = await this.index.search({ combineWith: "OR", queries: words }, { fields: ["title"], filter: this.isHere }, words);
      const titled = await this.index.entries(hits.slice(0, MOST).map(({ id }) => id));
      const alike = rank(query, titled, ({ title }) => title).map(({ number }) => number);
      return this.index.entries([...new Set([...alike, ...this.data.units.map(({ entry }) => entry)])].slice(0, NEAREST));
    }
  }

  function createSearch(data, index) {
    const search = new Search(data, index);
    return { search: (query) => search.search(query), termOf: (word) => search.termsOf(word)[0] || "" };
  }

  window.centreGuideQuery = { createSearch, rank };
})();
