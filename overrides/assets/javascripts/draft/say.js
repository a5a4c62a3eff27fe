/* What a verdict is called and how it is said: one place for the report, the tables to take away and the announcements.
   Pure functions, plain text. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const VERDICTS = {
    found: "Found",
    shared: "In one place with others",
    few: "Hardly begun",
    unfinished: "Not filled in",
    wording: "Only the wording",
    other: "Wrong edition",
    missing: "Missing",
  };
  const COUNTED = {
    shared: ["shares its place with another", "share a place"],
    few: ["hardly begun", "hardly begun"],
    unfinished: ["not filled in", "not filled in"],
    wording: ["with only the wording", "with only the wording"],
    other: ["worded as in another qualification", "worded as in another qualification"],
    missing: ["missing", "missing"],
  };

  const MOST = 5; // of a kind in one list
  const numberOf = (id) => id.split("/")[1];
  const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
  const list = (items) => (items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${items.at(-1)}` : items.join(""));
  const quote = (text, most = 160) => `\u201c${text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, "")}\u2026` : text}\u201d`;

  function where({ page, paragraph, under }) {
    const place = page ? `page ${page}` : `paragraph ${paragraph}`;
    return under ? `${place}, under ${quote(under, 60)}` : place;
  }

  /* "10 of 12 criteria found; 2 missing: 2.3 and 4.1." */
  function summary({ criteria }) {
    const by = (status) => criteria.filter((verdict) => verdict.status === status);
    const others = Object.keys(COUNTED).reverse().filter((status) => by(status).length).map((status) => {
      const found = by(status);
      return `${found.length} ${COUNTED[status][found.length === 1 ? 0 : 1]}: ${list(found.map(({ id }) => numberOf(id)))}`;
    });
    return `${[`${by("found").length} of ${plural(criteria.length, "criterion", "criteria")} found`, ...others].join("; ")}.`;
  }

  const HOW = {
    number: "matched by its number",
    wording: "matched by its wording",
    both: "matched by number and wording",
  };

  /* The sentences under a verdict. */
  function* details(verdict) {
    for (const place of verdict.places) {
      yield `${quote(place.heading)} on ${where(place.where)}: ${plural(place.words, "word")}, ${HOW[place.by]}.`.replace("on paragraph", "in paragraph");
      if (place.differs) yield `The heading has the wording of ${numberOf(verdict.id)} and the number ${numberOf(place.differs)}. Correct the number.`;
    }
    if (verdict.status === "shared") {
      yield `The same text is claimed for ${list(verdict.together.map(numberOf))}. Give each criterion a heading and an answer of its own.`;
    }
    if (verdict.status === "wording") yield "Nothing of your own stands under it yet.";
    if (verdict.status === "missing" && verdict.mentions.length) {
      yield `No heading has it. It is named in passing: ${where(verdict.mentions[0])}.`;
    }
    if (verdict.doubt && verdict.status === "missing") {
      yield `${quote(verdict.doubt.heading)} has its number but speaks of something else, so it was not counted.`;
    }
    for (const { heading, other } of verdict.foreign) yield `${quote(heading)} is worded or numbered as in another qualification (${other}).`;
    yield* leftovers(verdict.left);
  }

  /* Each unfinished mark; paragraphs of guidance as one, since a template leaves many. */
  function* leftovers(left) {
    const guidance = left.filter(({ kind }) => kind === "guidance");
    for (const item of left.filter(({ kind }) => kind !== "guidance").slice(0, MOST)) yield remains(item);
    if (guidance.length) yield `${remains(guidance[0])}${guidance.length > 1 ? ` and ${plural(guidance.length - 1, "more paragraph")}` : ""}`;
  }

  function remains({ kind, text, where: place }) {
    const what = kind === "guidance" ? "Guidance left in" : "Unfinished";
    return `${what} (${where(place)}): ${quote(text, 90)}`;
  }

  /* What concerns the draft as a whole. */
  function* warnings(result, units) {
    for (const { unit, number, where: place } of result.unknown) {
      const numbers = units.find(({ id }) => id === unit).criteria.map((criterion) => criterion.number);
      yield `${unit} AC ${number} does not exist (${where(place)}). ${unit} has ${list(numbers)}.`;
    }
    for (const { phrase, says, where: place } of result.others) yield `${quote(phrase)} (${where(place)}): ${says}`;
    if (result.elsewhere.length) yield `The draft also claims criteria of ${list(result.elsewhere)}. Choose that unit to check them.`;
    const inside = new Set(result.criteria.flatMap(({ left }) => left));
    yield* leftovers(result.left.filter((item) => !inside.has(item)));
  }

  Object.assign(draft, { VERDICTS, say: { summary, details, warnings, where, list, plural, quote, numberOf } });
})();
