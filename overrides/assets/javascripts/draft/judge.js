/* Blocks of a draft + the criteria → a verdict for each criterion of one unit. It judges presence, not quality.
   A generator, so that a long draft can be judged in slices: it yields how far it is and returns the verdicts. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const ENOUGH = 10; // words under a heading that count as begun
  const SLICE = 20; // blocks between two looks at the clock
  const MAYBE_NAMED = /\d\s?[.:]\s?\d/;

  /* Which unit a draft is for: from ids, wordings and the file's name; "" where that does not tell. */
  function detectUnit(seen, claims, name) {
    const scores = new Map(claims.units.map((unit) => [unit.id, 0]));
    const add = (id, points) => scores.set(id, scores.get(id) + points);
    const named = claims.numbers.read(name.replace(/[_.]+/g, " ")).unit;
    if (named) add(named.id, 4);
    for (const look of seen) {
      if (!look) continue;
      if (look.wording) add(look.wording.criterion.unit, 3);
      if (look.found.unit) add(look.found.unit.id, 2);
      for (const { number } of look.found.claims.filter((claim) => !claim.unit && look.found.rest)) {
        for (const unit of claims.units) {
          const criterion = claims.byId.get(`${unit.id}/${number}`);
          if (criterion && claims.speaksOf(look.found.rest, criterion, "plain")) add(unit.id, 1);
        }
      }
    }
    const [best, second] = [...scores].sort((one, other) => other[1] - one[1]);
    return best && best[1] > 0 && (!second || best[1] > second[1]) ? best[0] : "";
  }

  /* A heading that opens another unit's part of the same document. */
  function readContext(look, block, context) {
    const { unit, leads, claims } = look.found;
    return unit && leads && !claims.length && (block.level || block.bold) && block.level <= 2 ? unit.id : context;
  }

  /* Criteria and strange numbers named in running text. */
  function readMentions(block, claims, unit, mentions, unknown, where) {
    if (!MAYBE_NAMED.test(block.text)) return;
    const { claims: found, foreign } = claims.numbers.read(block.text);
    if (foreign) return;
    for (const claim of claims.resolve(found.filter(({ named }) => named), unit)) {
      for (const id of claim.ids) mentions.set(id, [...(mentions.get(id) || []), where]);
      if (!claim.ids.length && claim.unit) unknown.push({ unit: claim.unit.id, number: claim.number, where });
    }
  }

  function* judge({ blocks, name = "" }, data, chosen = "") {
    const signs = draft.createSigns(data);
    const claims = draft.createClaims(data, signs);
    const seen = [];
    for (const [at, block] of blocks.entries()) {
      seen.push(claims.look(block));
      if (at % SLICE === 0) yield (at / blocks.length) * 0.7;
    }
    const unit = chosen || detectUnit(seen, claims, name);
    const sections = draft.createSections(claims, signs);
    const notes = { mentions: new Map(), unknown: [], others: [], doubts: [] };
    let context = unit;
    for (const [at, block] of blocks.entries()) {
      if (seen[at]) context = readContext(seen[at], block, context);
      const claim = seen[at] && !signs.isGuidance(block) ? claims.decide(seen[at], context) : undefined;
      sections.take(block, claim, seen[at]);
      take(block, claim, { claims, signs, unit: context, notes, where: sections.where(block) });
      if (at % SLICE === 0) yield 0.7 + (at / blocks.length) * 0.3;
    }
    return conclude({ data, unit, chosen, sections, notes });
  }

  /* What a block says besides its claim. */
  function take(block, claim, { claims, signs, unit, notes, where }) {
    if (block.toc) return;
    const other = claim?.other ? { phrase: claim.other, says: signs.findOther(claim.other)?.says } : signs.findOther(draft.plain(block.text));
    if (other) notes.others.push({ ...other, where });
    for (const found of claim?.unknown || []) notes.unknown.push({ ...found, where });
    if (claim?.doubt) notes.doubts.push({ id: claim.doubt, heading: claim.line, where });
    if (!claim && !signs.isGuidance(block)) readMentions(block, claims, unit, notes.mentions, notes.unknown, where);
  }

  function conclude({ data, unit, chosen, sections, notes }) {
    const kept = sections.finish();
    const one = data.units.find(({ id }) => id === unit);
    const live = one ? one.criteria.filter(({ retired }) => !retired) : [];
    const left = [...kept.flatMap((section) => section.left), ...sections.outside];
    const criteria = live.map((criterion) => verdictOf(criterion, kept, notes));
    const words = kept.reduce((sum, section) => sum + (section.ids.length ? section.words : 0), 0);
    const elsewhere = [...new Set(kept.flatMap(({ ids }) => ids).map((id) => id.split("/")[0]))].filter((id) => id !== unit);
    return { unit, chosen, edition: data.edition, criteria, words, left, elsewhere, ...unique(notes) };
  }

  /* Each strange number and each foreign phrase once, at its first place. */
  function unique({ unknown, others, doubts }) {
    const once = (list, key) => [...new Map([...list].reverse().map((item) => [key(item), item])).values()].reverse();
    return {
      unknown: once(unknown, ({ unit, number }) => `${unit}/${number}`),
      others: once(others, ({ phrase }) => phrase.toLowerCase()),
      doubts,
    };
  }

  /* found, shared, few, unfinished, wording, other or missing, with the places that say so. */
  function verdictOf(criterion, sections, notes) {
    const { id } = criterion;
    const own = sections.filter(({ ids }) => ids.includes(id));
    const words = own.reduce((sum, section) => sum + section.words, 0);
    const left = own.flatMap((section) => section.left);
    const together = [...new Set(own.flatMap(({ ids }) => ids))].filter((other) => other !== id);
    const alone = own.some((section) => section.ids.length === 1 && section.words >= ENOUGH);
    const foreign = sections.filter(({ meant }) => meant?.includes(id));
    const doubt = notes.doubts.find((other) => other.id === id);
    const status = statusOf({ own, words, left, together, alone, foreign });
    const places = [...own].sort((one, other) => other.words - one.words)
      .map(({ heading, where, words: count, by, differs }) => ({ heading, where, words: count, by, differs }));
    return { id, status, words, left, together, places, foreign, doubt, mentions: notes.mentions.get(id) || [] };
  }

  function statusOf({ own, words, left, together, alone, foreign }) {
    if (alone) return "found";
    if (words >= ENOUGH) return together.length ? "shared" : "found";
    if (own.length && left.length) return "unfinished";
    if (own.length) return words ? "few" : "wording";
    return foreign.length ? "other" : "missing";
  }

  draft.judge = judge;
})();
