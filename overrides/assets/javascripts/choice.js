/* References in an address, such as ?ac=500-2.1,501-3.3 → criteria, by the same reading of ids as the search (references.js).
   For the verifiers' tools, which know the criteria as window.centreGuideCriteria. Pure functions; a classic script, because
   modules do not load from disk. */
(() => {
  "use strict";
  const SEPARATOR = /[,;|\n]+/;
  const NEAREST = 3;
  const MOST = 500; // references in one address; more is no list that a person has chosen

  class Reader {
    constructor({ units }) {
      this.units = units;
      this.criteria = units.flatMap((unit) => unit.criteria);
      this.byId = Object.fromEntries(this.criteria.map((criterion) => [criterion.id, criterion]));
    }

    /* One reference: the criterion it names, or those it may have meant and the unit it names. */
    readOne(asked) {
      const read = this.units
        .map((unit) => window.centreGuideReferences.readId(asked, { units: [unit], same: {}, criteria: this.byId }))
        .filter(Boolean);
      const known = this.criteria.find(({ id, short }) => id === asked || short === asked);
      const found = known ? [known] : read.flatMap((one) => one.found);
      if (found.length === 1) return { asked, criterion: found[0] };
      const unit = read.length === 1 ? read[0].unit : undefined;
      return { asked, unit, nearest: found.length ? found : this.nearest(asked, unit, read[0] && read[0].number) };
    }

    /* What a wrong reference may have meant: what it looks like, then what stands nearest to its number. */
    nearest(asked, unit, number) {
      const alike = window.centreGuideQuery.rank(asked, unit ? unit.criteria : this.criteria, ({ short }) => short);
      if (!unit) return alike.slice(0, NEAREST);
      const close = number ? window.centreGuideReferences.nearest(number, this.units, unit) : [];
      return number ? [...new Set([...alike.slice(0, 1), ...close])].slice(0, NEAREST) : [];
    }

    /* All references of a text, in order, each criterion and each slip once. */
    read(text) {
      const asked = text.split(SEPARATOR).map((one) => one.trim()).filter(Boolean).slice(0, MOST);
      const answers = [...new Set(asked)].map((one) => this.readOne(one));
      const criteria = [...new Set(answers.map(({ criterion }) => criterion).filter(Boolean))];
      return { criteria, unknown: answers.filter(({ criterion }) => !criterion) };
    }
  }

  /* The value of `ac` in an address: short references with plain commas, which every browser keeps. */
  const join = (criteria) => criteria.map(({ short }) => encodeURIComponent(short)).join(",");

  window.centreGuideChoice = { createReader: (data) => new Reader(data), join };
})();
