/* References to criteria, in running text ("AC 2.1", "500-2.1", "LO2", "2.1 to 2.3 of unit 501") and in what is typed
   into the search. Pure functions: no page. A classic script, because modules do not load from disk; no lookbehind, which
   older browsers cannot read. The units come from assets/data/criteria.js. A number is text, so 1.1, 1.10 and 11.1 stay apart. */
(function () {
  "use strict";

  const MARK = "(?:(?:assessment\\s+)?criteri(?:on|ons|a|as)|a\\.?\\s?c\\.?['’]?s?|l\\.?o\\.?)\\s*(?:nos?\\.?|numbers?|#|:|-)?\\s*";
  const MARKED = new RegExp(`(?:^|[^\\p{L}])(${MARK}[(\\["'“‘]?\\s*)$`, "iu");
  const JOINED = new RegExp(`^[\\s./:_,;-]{0,3}(?:${MARK})?[(\\["']?\\s*$`, "iu");
  const LIST = new RegExp(`^\\s*(?:[,;/&+]|[,;]?\\s*(?:and|or|plus|as well as|also)\\b|[,;]?\\s*&)\\s*(?:also\\s+|both\\s+)?(?:${MARK})?$`, "iu");
  const RANGE = new RegExp(`^\\s*(?:-|to\\b|through\\b|up to\\b|until\\b)\\s*(?:${MARK})?$`, "iu");
  const OF = /^\s*(?:[([]|(?:of|in|for|from|within|under)\b)\s*(?:the\s+|your\s+)?$/iu;
  const NUMBER = /\d{1,3}(?:\.\d{1,3}){1,2}/g;
  const DASHED = /^\d{1,3}[-_]\d{1,3}(?!\d|\.\d|-\d|\p{L})/u; // 500-2-1, where a unit stands right before it
  const SHORT_END = /^-(\d{1,3})(?![\d\p{L}%]|\.\d|-\d|\/\d)/u; // 2.1-3
  const OUTCOME = /(learning\s+outcomes?|l\.?\s?o\.?s?)\s*(?:nos?\.?|numbers?|#|:)?\s*(\d{1,2})(?![\d]|\.\d)/giu;
  const OUTCOME_MORE = /^\s*(,|&|and\b|or\b|to\b|-|, and\b)\s*(?:l\.?o\.?\s*)?(\d{1,2})(?![\d]|\.\d)/iu;
  const INNER = /^[\s,/:-]{0,3}(?:a\.?c\.?|criterion)\s*(\d{1,2})(?![\d]|\.\d)/iu; // LO2 AC1

  // What else looks like 2.1: measures, versions, places in a document, money, marks.
  const MEASURE = new RegExp(
    "^\\s*[-]?\\s*(?:hours?|hrs?|h|minutes?|mins?|seconds?|days?|weeks?|months?|years?|yrs?|words?|pages?|sides?|lines?|credits?|" +
      "marks?|points?|stars?|per ?cents?|percent|percentage|times|k|km|m|cm|mm|kb|mb|gb|am|pm|million|billion|thousand|out of|" +
      "sessions?|meetings?|clients?|people|learners?)(?![\\p{L}])", "u");
  const NOT_AFTER = new RegExp(
    "(?:^|[^\\p{L}])(?:versions?|ver|v|release|edition|pages?|pp?|figures?|figs?|tables?|appendix|appendices|annex|app|chapters?|ch|" +
      "steps?|slides?|rows?|scor(?:e|ed|es|ing)|rat(?:ed|ing)|averag(?:e|ed)|mean|median|grades?|gpa|usd|gbp|eur)\\.?\\s*(?:of|is|was|=|:)?\\s*$", "iu");

  const letterOrDigit = (char) => Boolean(char) && /[\p{L}\p{N}]/u.test(char);
  const isDigit = (char) => Boolean(char) && char >= "0" && char <= "9";

  /* The same length, so that places stay right: one kind of dash, one kind of space. */
  function plain(text) {
    return text.replace(/[‐‑‒–—−]/g, "-").replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, " ");
  }

  // ---- units ----

  const WORDS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /* A name as people may type it: any separator, or none where letters meet digits. */
  function spell(name) {
    const runs = name.match(/\p{L}+|\d+/gu) || [];
    return runs
      .map((run, at) => {
        const apart = at && /\d/.test(run) === /\d/.test(runs[at - 1]) ? "{1,3}" : "{0,3}";
        return (at ? `[\\s./:_-]${apart}` : "") + (/^[1-9]$/.test(run) ? `(?:${run}|${WORDS[run]})` : escape(run));
      })
      .join("");
  }

  /* Another qualification's unit is told by its shape: QX13-A1 where ours is QX12-A1. */
  function foreignShape({ id, number }) {
    const prefix = id.slice(0, id.length - number.length).replace(/[^\p{L}\d]+$/u, "");
    if (!prefix) return "";
    const shape = (text) => text.replace(/[^]/gu, (char) => (/\d/.test(char) ? "\\d" : /\p{L}/u.test(char) ? "\\p{L}" : escape(char)));
    return `${shape(prefix)}[\\s/-]{1,3}(?:units?\\s+)?${shape(number)}`;
  }

  function compile(units) {
    const named = units.flatMap((unit) =>
      [unit.id, `unit ${unit.number}`, unit.title, unit.short_title, ...(unit.names || [])]
        .filter(Boolean)
        .map((name) => ({ unit, name, pattern: spell(name) })),
    );
    named.sort((one, other) => other.name.length - one.name.length);
    const foreign = [...new Set(units.map(foreignShape).filter(Boolean))];
    const bare = units.map((unit) => ({ unit, pattern: escape(unit.number) }));
    return { named, foreign, bare };
  }

  const known = new WeakMap();
  function patternsOf(units) {
    if (!known.has(units)) known.set(units, compile(units));
    return known.get(units);
  }

  function findAll(text, pattern, make) {
    const found = [];
    for (const match of text.matchAll(new RegExp(pattern, "giu"))) {
      const start = match.index;
      const end = start + match[0].length;
      const cut = letterOrDigit(text[start - 1]) || (/[-/.]/.test(text[start - 1] || "") && isDigit(text[start - 2]));
      const last = match[0].at(-1);
      const runsOn = isDigit(last) ? isDigit(text[end]) : letterOrDigit(text[end]);
      const decimal = /(?:^|\D)\d{1,2}$/.test(match[0]) && text[end] === "." && isDigit(text[end + 1]); // Unit 1.1 is not unit 1
      if (!cut && !runsOn && !decimal) found.push({ start, end, ...make(match[0]) });
    }
    return found;
  }

  /* Where a unit is named, in order, none inside another; `unit` is null for another qualification's. */
  function findUnits(given, units) {
    const text = plain(given);
    const { named, foreign, bare } = patternsOf(units);
    const follows = new RegExp(`^[\\s./:,_-]{0,3}(?:${MARK})?\\d{1,3}[.-]\\d`, "iu");
    const all = [
      ...named.flatMap(({ unit, pattern }) => findAll(text, pattern, () => ({ unit }))),
      ...foreign.flatMap((pattern) => findAll(text, pattern, () => ({ unit: null }))),
      ...bare.flatMap(({ unit, pattern }) =>
        findAll(text, pattern, () => ({ unit })).filter(({ end }) => follows.test(text.slice(end, end + 40)))),
    ];
    all.sort((one, other) => one.start - other.start || other.end - one.end || (one.unit ? -1 : 1));
    const kept = [];
    for (const one of all) if (!kept.length || one.start >= kept.at(-1).end) kept.push(one);
    return kept;
  }

  /* Without the units, so that 500.2.1 is not taken for 500.2; the same length. */
  function mask(text, unitsNamed) {
    let at = 0;
    const pieces = unitsNamed.map(({ start, end }) => {
      const piece = text.slice(at, start) + "\0".repeat(end - start);
      at = end;
      return piece;
    });
    return pieces.join("") + text.slice(at);
  }

  /* How many of some places, in order, end before another; found by halving, because texts are long. */
  function countBefore(places, at) {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle].end <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const lastBefore = (places, at) => places[countBefore(places, at) - 1];

  // ---- numbers ----

  const pairOf = (number) => number.split(".").map(Number);
  const compare = (one, other) => {
    const [some, others] = [pairOf(one), pairOf(other)];
    const at = some.findIndex((level, place) => level !== others[place]);
    return at < 0 ? some.length - others.length : some[at] - (others[at] ?? -1);
  };
  const isBetween = (number, first, last) => compare(number, first) >= 0 && compare(number, last) <= 0;

  /* A number that nobody has, yet could be meant as one of ours: not a time of day, not 0.5. */
  function isPlausible(number, units) {
    const numbers = units.flatMap(({ criteria }) => criteria.map((criterion) => criterion.number.split(".")));
    const [major, minor] = number.split(".");
    const longest = (at) => Math.max(...numbers.map((pair) => pair[at].length));
    const highest = Math.max(...numbers.map(([first]) => Number(first)));
    if (number.split(".").length > 2) return false; // a date or a version, unless a unit or AC stands before it
    const fits = major.length <= longest(0) && minor.length <= longest(1) && !/^0/.test(major) && !/^0/.test(minor);
    return fits && Number(major) <= highest + 1;
  }

  /* What stands around a number says whether it is one of ours at all. */
  function readNumbers(text, unitsNamed) {
    const tokens = [];
    const push = (start, written, number) => {
      const end = start + written.length;
      const named = lastBefore(unitsNamed, start);
      const attached = named && JOINED.test(text.slice(named.end, start)) ? named : undefined;
      const mark = MARKED.exec(text.slice(Math.max(0, start - 40), start));
      const marked = Boolean(mark);
      const before = text[start - 1];
      const after = text.slice(end, end + 30);
      if (isDigit(before) || (!attached && !marked && letterOrDigit(before))) return;
      if (!attached && /[.,:]/.test(before || "") && isDigit(text[start - 2])) return;
      if (!attached && !marked && /[£$€#<>=~±+*]/.test(before || "")) return;
      if (/^(?:\d|\.\d|,\d{3}|:\d|%|°)/.test(after) || /^[f-z\p{Lu}]|^\p{L}{2}/u.test(after)) return;
      if (!attached && /^\/\d{1,4}(?!\d*\.\d)/.test(after)) return;
      const from = attached ? attached.start : start - (mark ? mark[1].length : 0); // where the words for it begin
      const short = SHORT_END.exec(after);
      tokens.push({ start, end, from, number, attached, marked, short, kind: "number" });
    };
    const rest = mask(text, unitsNamed);
    for (const match of rest.matchAll(NUMBER)) push(match.index, match[0], match[0]);
    for (const { end } of unitsNamed) {
      const dashed = /^[-/_.]/.test(text.slice(end)) && DASHED.exec(text.slice(end + 1));
      if (dashed) push(end + 1, dashed[0], dashed[0].replace(/[-_]/, "."));
    }
    return tokens;
  }

  function readOutcomes(text, unitsNamed) {
    const tokens = [];
    for (const match of text.matchAll(OUTCOME)) {
      if (letterOrDigit(text[match.index - 1]) || match.index < (tokens.at(-1)?.end || 0)) continue; // read already, in a list
      const named = lastBefore(unitsNamed, match.index);
      const attached = named && JOINED.test(text.slice(named.end, match.index)) ? named : undefined;
      const inner = INNER.exec(text.slice(match.index + match[0].length));
      let end = match.index + match[0].length;
      const from = attached ? attached.start : match.index;
      const token = { start: match.index, from, end, attached, marked: true, kind: "outcome", number: match[2] };
      if (inner) {
        tokens.push({ ...token, kind: "number", number: `${match[2]}.${inner[1]}`, end: end + inner[0].length });
        continue;
      }
      tokens.push(token);
      for (let more = OUTCOME_MORE.exec(text.slice(end)); more; more = OUTCOME_MORE.exec(text.slice(end))) {
        const from = Number(tokens.at(-1).number);
        const to = Number(more[2]);
        const start = end + more[0].length - more[2].length;
        end += more[0].length;
        for (let n = from + 1; /^(?:to|-)/i.test(more[1]) && n < to; n += 1) tokens.push({ ...token, start, from: start, end, number: String(n) });
        tokens.push({ ...token, start, from: start, end, number: more[2] });
      }
    }
    return tokens;
  }

  /* Numbers that are joined by commas, "and", "to" stand in one run and share what is known of any of them. */
  function joinRuns(text, tokens) {
    const runs = [];
    for (const token of tokens) {
      const last = runs.at(-1)?.at(-1);
      const between = last ? text.slice(last.end, token.start) : "";
      const numbers = last && last.kind === "number" && token.kind === "number" && (!token.attached || token.attached === last.attached);
      if (numbers && RANGE.test(between)) token.range = true;
      if (numbers && (token.range || LIST.test(between))) runs.at(-1).push(token);
      else runs.push([token]);
    }
    return runs;
  }

  const endOf = (run) => run.at(-1).end + (run.at(-1).short?.[0].length || 0);

  function isReference(text, run) {
    if (run.some(({ attached, marked }) => attached || marked)) return true;
    const [{ start }] = run;
    const end = endOf(run);
    const startsLine = /(?:^|\n)[\s*•#>-]*$/.test(text.slice(Math.max(0, start - 20), start));
    if (NOT_AFTER.test(text.slice(Math.max(0, start - 24), start))) return false;
    const after = text.slice(end, end + 24);
    return !MEASURE.test(startsLine ? after : after.toLowerCase());
  }

  // ---- which unit ----

  function unitOfRun(text, run, unitsNamed) {
    const own = run.find(({ attached }) => attached);
    if (own) return own.attached;
    const end = endOf(run);
    const next = unitsNamed[countBefore(unitsNamed, end)];
    if (next && OF.test(text.slice(end, next.start))) return next;
    const named = lastBefore(unitsNamed, run[0].start);
    const between = named ? text.slice(named.end, run[0].start) : "\n";
    return /\n|[.!?]\s+\S/.test(between) ? undefined : named;
  }

  /* A line that begins with a unit is a heading: it holds for what follows, whatever was chosen. */
  function isHeading(text, { start, end }) {
    const line = text.slice(Math.max(0, start - 12), start).split("\n").at(-1);
    if (/[\p{L}\d]/u.test(line) || (start > 12 && line.length === 12)) return false;
    const rest = text.slice(end, end + 160).split("\n", 1)[0];
    return rest.length < 160 && rest.trim().split(/\s+/).length < 14 && !/\d\.\d|[.!?]\s/.test(rest);
  }

  /* The unit that holds at a place, where the words beside it name none. */
  function readContext(text, unitsNamed, chosen) {
    const headings = unitsNamed.filter((one) => isHeading(text, one));
    const ours = unitsNamed.filter(({ unit }) => unit);
    const only = new Set(ours.map(({ unit }) => unit)).size === 1 ? ours[0] : undefined;
    return (at) => lastBefore(headings, at) || (chosen ? { unit: chosen } : lastBefore(ours, at) || only);
  }

  // ---- answers ----

  /* The nearest that exist: in the same unit, then the same number elsewhere. */
  function nearest(number, units, unit) {
    const [major, minor] = pairOf(number);
    const far = (criterion) => {
      const [a, b] = pairOf(criterion.number);
      return a === minor && b === major ? 2 : 10 * Math.abs(a - major) + Math.abs(b - minor);
    };
    const live = (some) => some.flatMap(({ criteria }) => criteria.filter(({ retired }) => !retired));
    const within = live(unit ? [unit] : units).sort((one, other) => far(one) - far(other)).slice(0, 2);
    return [...new Set([...within, ...live(units).filter((criterion) => criterion.number === number)])].slice(0, 4);
  }

  function answer(number, units, unit) {
    const among = unit ? [unit] : units;
    const criteria = among.flatMap((one) => one.criteria.filter((criterion) => criterion.number === number));
    return { criteria, nearest: criteria.length ? [] : nearest(number, units, unit) };
  }

  const inOutcome = (units, number) =>
    units.flatMap(({ criteria }) => criteria.filter(({ outcome, retired }) => outcome === number && !retired));

  /* Every reference in a text, in order: {start, end, text, kind, number, unit, sure, criteria, nearest}.
     kind: "criterion"; "range" and "outcome" (several criteria of a unit); "unknown" (a number nobody has: see nearest);
     "foreign" (another qualification's). `ambiguous` when no unit is known and several have it: criteria are then all of them.
     options.unit: the id of the unit that is meant where the text does not say. */
  function findReferences(given, units, options = {}) {
    const text = plain(given);
    const unitsNamed = findUnits(text, units);
    const chosen = units.find(({ id }) => id === options.unit);
    const inOrder = (one, other) => one.start - other.start || one.end - other.end;
    const outcomes = readOutcomes(text, unitsNamed);
    const numbers = readNumbers(text, unitsNamed);
    const deep = units.some(({ criteria }) => criteria.some(({ number }) => number.split(".").length > 2));
    const isOurs = ({ number, kind }) => kind !== "number" || deep || number.split(".").length === 2; // 1.2.26 is a date
    const contextAt = readContext(text, unitsNamed, chosen);
    const mentions = [];
    for (const run of joinRuns(text, [...numbers.filter(isOurs), ...outcomes].sort(inOrder))) {
      if (run[0].kind === "number" && !isReference(text, run)) continue;
      const named = unitOfRun(text, run, unitsNamed);
      const context = named || contextAt(run[0].start);
      const sure = Boolean(named) || run.some(({ marked }) => marked);
      const about = { units, unit: context?.unit || undefined, foreign: context?.unit === null, sure, given };
      mentions.push(...readRun(run, about));
    }
    return mentions;
  }

  function readRun(run, about) {
    const mentions = [];
    for (const token of run) {
      const before = mentions.at(-1);
      if (token.range && before?.kind === "criterion") mentions.splice(-1, 1, ...readRange(before, token, about));
      else mentions.push(...readToken(token, about));
    }
    return mentions;
  }

  function readToken(token, about) {
    const { units, unit, foreign, sure, given } = about;
    const { from: start, end, number, short } = token;
    const base = { start, end, text: given.slice(start, end), number, unit: unit || null, sure };
    const finish = (more) => [{ ...base, criteria: [], nearest: [], ambiguous: false, ...more }];
    if (foreign) return finish({ kind: "foreign" });
    if (token.kind === "outcome") {
      const criteria = inOutcome(unit ? [unit] : units, number);
      return finish({ kind: criteria.length ? "outcome" : "unknown", criteria, ambiguous: !unit && new Set(criteria.map(({ id }) => id.split("/")[0])).size > 1 });
    }
    const found = answer(number, units, unit);
    if (!found.criteria.length) return sure || isPlausible(number, units) ? finish({ kind: "unknown", ...found }) : [];
    const levels = number.split(".");
    const minor = levels.pop();
    const ending = short && [...levels, short[1]].join(".");
    const last = short && answer(ending, units, unit);
    if (last?.criteria.length && Number(short[1]) > Number(minor)) {
      const [from] = finish({ kind: "criterion", ...found, ambiguous: found.criteria.length > 1 });
      return readRange(from, { from: end, end: end + short[0].length, number: ending }, about);
    }
    return finish({ kind: "criterion", ...found, ambiguous: found.criteria.length > 1 });
  }

  /* Both ends and what lies between, in the unit's order; an end that nobody has is named beside it. */
  function readRange(from, token, about) {
    const { units, unit, given } = about;
    const [first, last] = [from.number, token.number];
    const among = (unit ? [unit] : units).flatMap(({ criteria }) => criteria);
    const criteria = among.filter((criterion) => !criterion.retired && isBetween(criterion.number, first, last));
    const [end] = readToken({ ...token, kind: "number", short: null }, { ...about, sure: true });
    if (!criteria.length) return [from, end];
    const range = { ...from, kind: "range", number: `${first}-${last}`, end: token.end, text: given.slice(from.start, token.end), criteria };
    range.ambiguous = !unit && from.ambiguous;
    return end.kind === "unknown" ? [range, end] : [range];
  }

  // ---- a query that is an id and nothing else ----

  /* Words and numbers of a text, lower case, without accents; `2.1` stays whole and `AC2.1` comes apart. */
  function wordsOf(text) {
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’']s\b/g, "").toLowerCase();
    return plain.match(/\p{L}+|\d+(?:\.\d+)*/gu) || [];
  }

  const CRITERION_WORDS = /\b(?:assessment|criterion|criteria|ac|number|no)\b/g;

  function simplify(text) {
    return wordsOf(text.replace(/\b(\d{3,})\.(?=\d)/g, "$1 ")).join(" ");
  }

  /* A number at the end may be written 2-1 or 2 1 when a unit stands before it. */
  function splitNumber(text) {
    const found = / (\d+(?:\.\d+)+)(?= )/.exec(` ${text} `) || / (\d{1,2}) (\d{1,2}) $/.exec(` ${text} `);
    if (!found) return { number: "", rest: text };
    const number = found[2] ? `${found[1]}.${found[2]}` : found[1];
    const rest = ` ${text} `.replace(found[0], " ").replace(CRITERION_WORDS, " ");
    return { number, rest: rest.replace(/\s+/g, " ").trim() };
  }

  const spellings = new WeakMap(); // of the names of a catalogue's units, worked out once: there may be thousands

  function spellNames(data) {
    const respell = (word) => (Object.hasOwn(data.same, word) ? data.same[word] : word);
    const spelt = (name) => simplify(name).split(" ").map(respell).join(" ");
    if (!spellings.has(data)) {
      spellings.set(data, data.units.map((unit) => new Set([unit.id, unit.number, ...unit.names].map(spelt))));
    }
    return { spelt, names: spellings.get(data) };
  }

  /* The units that a text names: those of several qualifications may have the same number. */
  function unitsAsked(text, data) {
    const { spelt, names } = spellNames(data);
    const asked = spelt(text);
    const shorter = [asked, asked.replace(/^unit /, ""), asked.replace(/ unit$/, "")];
    return data.units.filter((unit, at) => shorter.some((name) => names[at].has(name)));
  }

  /* The id in a query: which units and number were meant, and what has that number; null when it is no id.
     `unit` is the one unit that was named. */
  function readId(query, data) {
    const { number, rest } = splitNumber(simplify(query));
    const named = rest ? unitsAsked(rest, data) : [];
    if (rest ? !named.length : !number) return null;
    const units = rest ? named : data.units;
    const found = number ? units.flatMap(({ id }) => data.criteria[`${id}/${number}`] ?? []) : []; // an old id may lead to several
    return { unit: named.length === 1 ? named[0] : undefined, units: named, number, found };
  }

  window.centreGuideReferences = { findReferences, findUnits, nearest, readId, simplify, wordsOf };
})();
