/* How results look: elements made from what query.js found. Whatever the data or the reader wrote is put in as text,
   never as markup. A classic script, because modules do not load from disk. */
(function () {
  "use strict";

  const SUMMARY = 150;
  const HEADINGS = {
    Criterion: "Criteria",
    Verb: "Verbs",
    Unit: "Units",
    Term: "Terms",
    Evidence: "Evidence to gather",
    "Model or theory": "Models and theories",
    Checklist: "Checklists",
    Download: "Downloads",
    Page: "Pages",
  };

  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  /* The words of a text, those that were found in a mark. */
  function marked(text, terms, termOf) {
    return text
      .split(/(\p{L}+|\d+(?:\.\d+)*)/u)
      .map((piece, at) => (at % 2 && terms.has(termOf(piece)) ? make("mark", "", piece) : piece));
  }

  function shorten(text) {
    return text.length > SUMMARY ? `${text.slice(0, SUMMARY).replace(/\W+\w*$/, "")}…` : text;
  }

  /* One result: its kind and printed id, its title, a line about it; all of it one link. */
  function hitItem(entry, className, termOf, addressOf) {
    const show = (text) => marked(text, entry.terms || new Set(), termOf);
    const head = make("p", "search-hit__head", make("span", "search-hit__kind", entry.kind), " ");
    if (entry.label) head.append(make("span", "search-hit__label", ...show(entry.label)));
    const title = make("p", "search-hit__title", ...show(entry.title.charAt(0).toUpperCase() + entry.title.slice(1)));
    const kind = entry.kind.split(" ")[0].toLowerCase();
    const article = make("article", `md-search-result__article md-typeset search-hit search-hit--${kind}`, head, title);
    if (entry.summary) article.append(make("p", "search-hit__summary", ...show(shorten(entry.summary))));
    const link = make("a", "md-search-result__link", article);
    link.href = addressOf(entry);
    return make("li", className, link);
  }

  function heading(text) {
    const item = make("li", "search-group", text);
    item.setAttribute("aria-hidden", "true"); // each result says its kind itself
    return item;
  }

  /* The best hit, then the others under a heading for each kind; no headings where there is one kind only. */
  function listItems({ results, nearest }, termOf, addressOf) {
    const toItem = (className) => (entry) => hitItem(entry, className, termOf, addressOf);
    if (!results.length) return nearest.map(toItem("search-nearest"));
    const items = results.map(toItem("md-search-result__item"));
    const grouped = new Set(results.map(({ kind }) => kind)).size > 1;
    return results.flatMap((entry, at) => {
      const starts = grouped && (at < 2 || entry.kind !== results[at - 1].kind);
      return starts ? [heading(at ? HEADINGS[entry.kind] || entry.kind : "Best match"), items[at]] : [items[at]];
    });
  }

  function summarise({ results, total }, asked) {
    if (!results.length) return `Nothing found for “${asked}”. The nearest:`;
    if (total > results.length) return `The best ${results.length} of ${total} results`;
    return total === 1 ? "1 result" : `${total} results`;
  }

  window.centreGuideResults = { listItems, summarise };
})();
