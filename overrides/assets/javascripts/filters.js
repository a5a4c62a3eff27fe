/* Which criteria a set of filters shows, which filter hides each of the others, and how the filters stand in an address.
   What is chosen from a list goes into the query; words that are typed go behind the hash, which no browser sends.
   Pure functions; a classic script, because modules do not load from disk. */
(() => {
  "use strict";
  const NONE = "none";

  const words = (text) => window.centreGuideReferences.wordsOf(text);

  /* A number is meant exactly; a word may still be being typed. */
  function holds(criterion, typed) {
    const { label, topic, wording, verbs, parts } = criterion;
    const known = words([label, topic, wording, ...verbs.map(({ name }) => name), ...parts.map(({ text }) => text)].join(" "));
    return words(typed).every((term) => known.some((word) => (/\d/.test(term) ? word === term : word.startsWith(term))));
  }

  /* In the order in which a hidden criterion is put down to one of them. */
  const TESTS = {
    unit: (criterion, value) => criterion.unit === value,
    outcome: (criterion, value) => `${criterion.unit}-${criterion.outcome}` === value,
    verb: ({ verbs }, value) => verbs.some(({ id }) => id === value),
    evidence: ({ evidence }, value) => (value === NONE ? !evidence.length : evidence.some(({ id }) => id === value)),
    double: ({ verbs }) => verbs.length > 1,
    words: holds,
  };
  const NAMES = Object.keys(TESTS);

  const inUse = (filters) => NAMES.filter((name) => filters[name]);
  const hiddenBy = (criterion, filters) => inUse(filters).find((name) => !TESTS[name](criterion, filters[name]));

  /* What is shown, how many each filter hides, and how many more would show without it. */
  function apply(criteria, filters) {
    const shown = criteria.filter((criterion) => !hiddenBy(criterion, filters));
    const reasons = criteria.map((criterion) => hiddenBy(criterion, filters));
    const hidden = inUse(filters).map((name) => ({
      name,
      count: reasons.filter((reason) => reason === name).length,
      back: criteria.filter((criterion) => !hiddenBy(criterion, { ...filters, [name]: "" })).length - shown.length,
    }));
    return { shown, hidden };
  }

  const isTyped = (hash) => hash.startsWith("#words=");

  function read({ search, hash }) {
    const query = new URLSearchParams(search);
    const typed = new URLSearchParams(hash.slice(1));
    const filters = Object.fromEntries(NAMES.map((name) => [name, (name === "words" ? typed : query).get(name) || ""]));
    return { filters, chosen: query.get("chosen") || "" };
  }

  /* The address without what is empty; `chosen` keeps its plain commas. */
  function write(filters, chosen) {
    const listed = inUse(filters).filter((name) => name !== "words");
    const query = listed.map((name) => `${name}=${encodeURIComponent(filters[name])}`);
    if (chosen) query.push(`chosen=${chosen}`);
    const typed = filters.words ? `#${new URLSearchParams({ words: filters.words })}` : "";
    return `${query.length ? `?${query.join("&")}` : ""}${typed}`;
  }

  window.centreGuideFilters = { NAMES, apply, isTyped, read, write };
})();
