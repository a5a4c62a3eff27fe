/* The index of the search (search/guide.js and its parts, written by macros/search) → what MiniSearch finds in it.
   Parts are loaded when a question needs them; MiniSearch is given just the words that a question touches, with what it
   would have counted in all texts, and so ranks as if it had read them. Loaded when search is first opened.
   A classic script, and its parts are too, because neither modules nor a fetch work from disk. */
(function () {
  "use strict";

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = Object.fromEntries([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));
  const SPREAD = 6; // parts that one word may need: a single letter begins words in many
  const ONE_GUIDE = 200; // entries that the guide to one qualification has
  const COMMON = 3; // one entry in so many has a common word
  const asTyped = { tokenize: (text) => text.split(" "), processTerm: (term) => term };

  /* `0x1:BCB 5x2:D` → for each field, its entries with the count. Numbers are steps from the one before, five bits a letter. */
  function readPostings(text) {
    const fields = new Map();
    for (const group of text.split(" ")) {
      const [, field, times, steps] = /^(\d+)x(\d+):(.*)$/.exec(group);
      if (!fields.has(Number(field))) fields.set(Number(field), new Map());
      const entries = fields.get(Number(field));
      const count = Number(times);
      let [number, step, shift] = [0, 0, 0];
      for (let at = 0; at < steps.length; at += 1) {
        const value = VALUES[steps.charCodeAt(at)];
        step += (value & 31) << shift;
        shift += 5;
        if (value & 32) continue;
        number += step;
        entries.set(number, count);
        step = shift = 0;
      }
    }
    return fields;
  }

  /* MiniSearch over postings that have been counted already. What it keeps is protected, which is to say for a class like this.
     Entries are known by their numbers; how long their fields are is looked up when they are ranked, for there are thousands. */
  function createEngine(MiniSearch, fields, average, lengthsOf) {
    class Engine extends MiniSearch {
      constructor() {
        super({ fields });
        this._avgFieldLength = average;
        this._documentIds = { has: () => true, get: (number) => number };
        this._fieldLength = { get: lengthsOf };
      }

      /* From now on: nothing but these words, ranked as among so many entries. */
      take(postings, count) {
        this._documentCount = count;
        this._index.clear();
        for (const [word, found] of postings) this._index.set(word, found);
      }
    }
    return new Engine();
  }

  class Index {
    /* `load` brings one part, by its name. */
    constructor(data, MiniSearch, load) {
      Object.assign(this, { data, load, parts: new Map(), partOf: new Map(), postings: new Map() });
      for (const [start, endings] of Object.entries(data.words)) {
        for (const ending of endings.split(" ")) this.partOf.set(start + ending, start);
      }
      const passing = new Set(data.passing.split(" "));
      this.known = [...this.partOf.keys()].filter((word) => !passing.has(word)).sort();
      this.knownWords = new Set(this.known);
      const here = new Map([[0, new Map([[0, 1]])]]);
      this.vocabulary = createEngine(MiniSearch, ["word"], [1], () => [1]); // one entry, with every word
      this.vocabulary.take([...this.partOf.keys()].sort().map((word) => [word, here]), 1);
      const lengthsOf = (number) => data.lengths.map((field) => field[number]);
      this.engine = createEngine(MiniSearch, data.fields, data.average, lengthsOf);
    }

    kindOf(number) {
      return this.data.kinds[this.data.kind[number]];
    }

    /* Whether the guide has a word, or one that begins so: what only the text of a page says may be a slip. */
    isKnown(term) {
      if (this.knownWords.has(term)) return true;
      let [low, high] = [0, this.known.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.known[middle] < term) low = middle + 1;
        else high = middle;
      }
      return low < this.known.length && this.known[low].startsWith(term);
    }

    /* One part: at hand in a small catalogue, else loaded once; after a failure the next question tries again. */
    part(key) {
      const name = this.data.files[key];
      if (!name) return Promise.resolve(window.centreGuideParts[key]);
      if (!this.parts.has(key)) {
        const loading = this.load(name).then(() => {
          const part = (window.centreGuideParts || {})[key];
          if (!part) throw new Error(`${name} is not that part`); // some hosts answer with a page where a file is missing
          return part;
        });
        loading.catch(() => this.parts.delete(key));
        this.parts.set(key, loading);
      }
      return this.parts.get(key);
    }

    /* The words of the guide that a word can stand for, the nearest first, in few parts. */
    spread(term, how) {
      const [hit] = this.vocabulary.search(term, { ...how, ...asTyped });
      const far = (word) => Math.abs(word.length - term.length);
      const words = hit ? Object.keys(hit.match).sort((one, other) => far(one) - far(other) || (one < other ? -1 : 1)) : [];
      const parts = new Set();
      return words.filter((word) => {
        const part = this.partOf.get(word);
        return parts.has(part) || (parts.size < SPREAD && parts.add(part));
      });
    }

    /* Entries with any or all of the words, as MiniSearch ranks them. `words` are those that the query can stand for. */
    async search(query, options, words) {
      const wanted = [...words].sort();
      await Promise.all(wanted.map((word) => this.read(word)));
      const postings = wanted.map((word) => [word, this.postings.get(word)]);
      this.engine.take(postings, this.around(postings));
      return this.engine.search(query, { ...options, ...asTyped });
    }

    async read(word) {
      if (this.postings.has(word)) return;
      const part = await this.part(`words ${this.partOf.get(word)}`);
      this.postings.set(word, readPostings(part[word]));
    }

    /* Among how many entries the words of a question are rare or common. In a catalogue of many qualifications every word of
       one is rare, and its common words would count as much as its rare ones: so each is held against the commonest asked for. */
    around(postings) {
      const counts = postings.flatMap(([, fields]) => [...fields.values()].map((entries) => entries.size));
      return Math.min(this.data.count, Math.max(ONE_GUIDE, COMMON * Math.max(0, ...counts)));
    }

    /* What is shown of some entries, in their order. */
    async entries(numbers) {
      const { block } = this.data;
      const parts = await Promise.all(numbers.map((number) => this.part(`entries ${Math.floor(number / block)}`)));
      return numbers.map((number, at) => {
        const place = number % block;
        const shown = Object.entries(parts[at]).map(([name, values]) => [name, values[place]]);
        return { number, kind: this.kindOf(number), ...Object.fromEntries(shown) };
      });
    }
  }

  window.centreGuideIndex = { createIndex: (data, MiniSearch, load) => new Index(data, MiniSearch, load) };
})();
