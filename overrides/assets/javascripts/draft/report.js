/* How verdicts look: elements made from what judge.js found. Whatever stands in the draft or the data is put in as text,
   never as markup. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;
  const { say, VERDICTS } = draft;

  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function link(text, address) {
    const element = make("a", "", text);
    element.href = address;
    return element;
  }

  const items = (sentences, className) => make("ul", className, ...[...sentences].map((sentence) => make("li", "", sentence)));

  /* One criterion: its verdict, its name as a link to its page, and what was seen. */
  function row(verdict, criterion, root) {
    const tag = make("span", `draft-tag draft-tag--${verdict.status}`, VERDICTS[verdict.status]);
    const left = verdict.left.length && verdict.status === "found" ? [" ", make("span", "draft-tag draft-tag--left", "Something left in")] : [];
    const name = link(`${criterion.label} ${criterion.topic}`, new URL(criterion.address, root).href);
    const item = make("li", `draft-row draft-row--${verdict.status}`, make("p", "draft-row__head", tag, " ", name, ...left));
    const sentences = [...say.details(verdict)];
    if (sentences.length) item.append(items(sentences, "draft-row__details"));
    return item;
  }

  function show(result, { unit, name, root, date }) {
    const heading = make("h2", "", say.summary(result));
    heading.id = "result";
    heading.tabIndex = -1;
    const facts = [`${unit.id} ${unit.short_title}`, name, `${say.plural(result.words, "word")} under criteria`, `Guidance edition ${result.edition} of ${date}`];
    const told = make("p", "facts", ...facts.filter(Boolean).flatMap((fact) => [make("span", "", fact), " "]));
    const chosen = result.chosen ? [] : [make("p", "hint", `We took the unit to be ${unit.id}. If that is wrong, choose the unit above and check again.`)];
    const limits = make("p", "draft-limits", "This looks at presence, not at quality. Found means that a heading for the criterion has text under it; whether the text meets the criterion is for your assessor.");
    const warnings = [...say.warnings(result, [unit, ...window.centreGuideCriteria.units])];
    const parts = [heading, told, ...chosen, limits];
    if (warnings.length) parts.push(make("h3", "", "Look at these"), items(warnings, "draft-warnings"));
    const byId = new Map(unit.criteria.map((criterion) => [criterion.id, criterion]));
    const rows = result.criteria.map((verdict) => row(verdict, byId.get(verdict.id), root));
    parts.push(make("h3", "", "Criterion by criterion"), make("ol", "draft-rows", ...rows));
    return parts;
  }

  draft.report = { show };
})();
