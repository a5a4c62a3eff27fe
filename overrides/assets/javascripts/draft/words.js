/* Words of a draft, made comparable: what a word processor hides, curls or swaps must not part a heading from its
   criterion. Pure functions. Every file in this folder adds to one global; classic scripts, because modules do not load
   from disk. */
(() => {
  "use strict";
  const draft = (window.centreGuideDraft ||= {});

  const HIDDEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
  const SIMPLE = /^[!-_a-~]+(?: [!-_a-~]+)*$/; // nothing to change in it
  const SMALL = new Set(
    "a an and are as at be by for from how in into is it its of on or that the their these this to was what when which with your own"
      .split(" "),
  );
  const SMALL_WEIGHT = 0.25;

  /* One line of text as people read it: no hidden characters, plain quotes, hyphens and spaces. */
  function plain(text) {
    if (SIMPLE.test(text)) return text;
    return text
      .normalize("NFKC")
      .replace(HIDDEN, "")
      .replace(/[\u2018\u2019\u201a\u201b\u2032`´]/g, "'")
      .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/\s+/gu, " ")
      .trim();
  }

  /* Enough stemming for behaviour and behaviours, organisation's and organisation to meet. */
  const stem = (word) => (word.length > 3 && !/\d/.test(word) ? word.replace(/'?s$/, "") : word);

  const unaccented = (text) => (SIMPLE.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, ""));

  /* The words of a text for comparing: lower case, one spelling. `same` maps a spelling to the guide's own. */
  function wordsOf(text, same = {}) {
    const found = unaccented(plain(text)).toLowerCase().match(/[\p{L}\d]+(?:'[\p{L}]+)?/gu) || [];
    return found.map((word) => stem(Object.hasOwn(same, word) ? same[word] : word));
  }

  /* How many words a reader would count. */
  function countWords(text) {
    return (plain(text).match(/[\p{L}\d]+(?:['.,/-][\p{L}\d]+)*/gu) || []).length;
  }

  const weigh = (word) => (SMALL.has(word) ? SMALL_WEIGHT : 1);
  const weight = (words) => words.reduce((sum, word) => sum + weigh(word), 0);

  /* Whether two words are the same but for a slip of the keys: one letter in four or more, two in nine or more. */
  function alike(one, other) {
    if (one === other) return true;
    const allowed = Math.min(one.length, other.length) > 8 ? 2 : 1;
    if (Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > allowed) return false;
    return distance(one, other, allowed) <= allowed;
  }

  /* Letters added, lost, changed or swapped with the next; more than `most` is not counted out. */
  function distance(one, other, most) {
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  }

  /* The weight of the words two texts share in the same order. */
  function shared(ours, theirs) {
    let row = new Array(theirs.length + 1).fill(0);
    for (const word of ours) {
      const next = [0];
      for (let j = 1; j <= theirs.length; j++) {
        const both = alike(word, theirs[j - 1]) ? row[j - 1] + weigh(theirs[j - 1]) : 0;
        next[j] = Math.max(both, row[j], next[j - 1]);
      }
      row = next;
    }
    return row[theirs.length];
  }

  /* How much of the wording a text has (cover), and how much of the text is wording (fit); 1 is all of it. */
  function compare(words, wording) {
    const both = shared(words, wording);
    return { cover: both / (weight(wording) || 1), fit: Math.min(1, both / (weight(words) || 1)) };
  }

  /* Words that say something, for a first and quick look. */
  const large = (words) => words.filter((word) => weigh(word) === 1);

  Object.assign(draft, { plain, wordsOf, countWords, compare, alike, large });
})();
