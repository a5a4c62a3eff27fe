/* The page Feedback to reading list: an assessor's words in, the criteria they mention out, in order, as links with their
   parts. references.js finds them. Nothing is sent; the text is kept in the browser only where the reader ticks so. */
(() => {
  "use strict";
  const form = document.querySelector("[data-reading-form]");
  const references = window.centreGuideReferences;
  const pieces = window.centreGuidePieces;
  if (!form || !references || !pieces) return;
  const { make, plural } = pieces;
  const KEY = "centre-guide-feedback";
  const AROUND = 160; // letters of a sentence shown on either side of a mention
  const root = new URL(form.dataset.root, document.baseURI);
  const linkTo = ({ address }, text, more = {}) => make("a", { href: new URL(address, root).href, ...more }, text);
  const text = form.querySelector("textarea");
  const unit = form.querySelector("select");
  const keep = form.querySelector("[data-keep]");
  const said = document.querySelector("[data-reading-said]");
  const answer = document.querySelector("[data-reading-answer]");
  let guide;

  // ---- what the text says ----

  /* The sentence around a mention, the mention itself in a mark. */
  function quote(given, { start, end }) {
    const after = given.slice(end, end + AROUND);
    const pieceOf = given.slice(Math.max(0, start - AROUND), end).split(/\n|[.!?]\s+(?=\p{Lu}|\d+\.\d)/u).at(-1);
    const head = pieceOf.slice(0, Math.max(0, pieceOf.length - (end - start)));
    const tail = /^[^\n]*?(?:[.!?](?=\s+(?:\p{Lu}|\d+\.\d)|\s*$)|(?=\n)|$)/u.exec(after)[0];
    const cut = head.length === AROUND ? "…" : "";
    return make("blockquote", { className: "reading__quote" }, make("p", {}, cut + head.trimStart(), make("mark", {}, given.slice(start, end)), tail, tail.length === AROUND ? "…" : ""));
  }

  /* A verb in the forms a sentence gives it: analyse, analyses, analysed, analysing, analyze; plan, planned. */
  function verbPattern(name) {
    const words = (name.match(/\p{L}+/gu) || []).map((word) => {
      const stem = word.replace(/[ey]$/u, "");
      return `${stem.replace(/([iy])s$/u, "$1[sz]")}${stem.at(-1)}?(?:e|es|ed|ing|s|y|ies|ied|ying)?`;
    });
    return words.join("[\\s-]+");
  }

  function findVerbs(given) {
    const verbs = new Map(guide.units.flatMap(({ criteria }) => criteria.flatMap((criterion) => criterion.verbs.map((verb) => [verb.id, verb]))));
    const found = [];
    let rest = given;
    const longest = [...verbs.values()].sort((one, other) => other.name.length - one.name.length);
    for (const verb of longest) {
      const pattern = new RegExp(`(^|[^\\p{L}])(${verbPattern(verb.name)})(?!\\p{L})`, "giu");
      const at = rest.search(pattern);
      if (at < 0) continue;
      found.push({ verb, at });
      rest = rest.replace(pattern, (whole, before, word) => before + "\0".repeat(word.length)); // critically review is not review
    }
    return found.sort((one, other) => one.at - other.at).map(({ verb }) => verb);
  }

  /* Each criterion once, where it is first mentioned, with every passage that mentions it; what is no criterion stays apart. */
  function readFeedback(given) {
    const entries = new Map();
    for (const mention of references.findReferences(given, guide.units, { unit: unit.value })) {
      const clear = !mention.ambiguous && mention.criteria.length;
      const keys = clear ? mention.criteria.map((criterion) => [criterion.id, criterion]) : [[`${mention.kind} ${mention.text}`, null]];
      for (const [key, criterion] of keys) {
        if (!entries.has(key)) entries.set(key, { criterion, mention, mentions: [] });
        entries.get(key).mentions.push(mention);
      }
    }
    return [...entries.values()];
  }

  // ---- how it is shown ----

  const joined = (links) => links.flatMap((link, at) => (at ? [at + 1 < links.length ? ", " : " or ", link] : [link]));
  const labels = (criteria) => joined(criteria.map((criterion) => linkTo(criterion, criterion.label)));

  function quotes(given, mentions) {
    const shown = new Map(mentions.map((mention) => [quote(given, mention).textContent, mention]));
    return [...shown.values()].map((mention) => quote(given, mention));
  }

  function criterionItem(given, { criterion, mentions }) {
    const verbs = criterion.verbs.map((verb) => linkTo(verb, verb.name, { className: "verb-tag" }));
    return make("li", { className: "reading__item" },
      make("h3", { className: "reading__title" }, linkTo(criterion, criterion.label), ` ${criterion.topic}`),
      criterion.retired ? make("p", {}, make("strong", {}, "No longer in use. "), criterion.retirement?.reason || "") : "",
      ...quotes(given, mentions),
      make("p", { className: "unit-checklist__wording" }, criterion.wording),
      make("p", { className: "reading__verbs" }, verbs.length > 1 ? "Verbs: " : "Verb: ", ...verbs.flatMap((link) => [link, " "])),
      pieces.partList(criterion));
  }

  function openItem(given, { mention, mentions }) {
    const words = [make("strong", {}, mention.text), ": "];
    if (mention.kind === "foreign") words.push("another qualification’s number. It is not in this guide.");
    else if (mention.ambiguous) words.push("several units have it. Choose the unit above, or open ", ...openTo(mention), ".");
    else if (mention.nearest.length) words.push("there is no such criterion. The nearest: ", ...labels(mention.nearest), ".");
    else words.push("there is no such learning outcome. See ", ...joined((mention.unit ? [mention.unit] : guide.units).map((one) => linkTo(one, one.id))), ".");
    return make("li", { className: "reading__item reading__item--open" }, make("p", {}, ...words), ...quotes(given, mentions));
  }

  /* For one number the criteria that have it; for many, the units to choose from. */
  function openTo({ kind, criteria }) {
    if (kind === "criterion") return labels(criteria);
    const ids = new Set(criteria.map(({ id }) => id.split("/")[0]));
    return joined(guide.units.filter(({ id }) => ids.has(id)).map((one) => linkTo(one, one.id)));
  }

  function asText(entries, verbs) {
    const lines = entries.map(({ criterion, mention }) => {
      if (!criterion) return `${mention.text}: ${mention.kind === "foreign" ? "another qualification's" : mention.ambiguous ? "which unit?" : "no such number"}`;
      const parts = criterion.parts.map((part) => `  - ${part.text}`);
      return [`${criterion.label} ${criterion.topic}`, `  ${new URL(criterion.address, root).href}`, ...parts].join("\n");
    });
    if (verbs.length) lines.push(`Verbs mentioned: ${verbs.map(({ name }) => name).join(", ")}`);
    return lines.join("\n");
  }

  function summarise(entries, verbs) {
    const criteria = entries.filter(({ criterion }) => criterion).length;
    const open = entries.length - criteria;
    if (!entries.length && !verbs.length) return "No criterion is named in this text. If it names one in another way, search for it, or read how the numbers work below.";
    const said = [plural(criteria, "criterion", "criteria")];
    if (open) said.push(`${plural(open, "number")} to look at`);
    if (verbs.length) said.push(plural(verbs.length, "verb"));
    return `Found: ${said.join(", ")}.`;
  }

  function show(moveThere) {
    const given = text.value;
    const entries = readFeedback(given);
    const verbs = findVerbs(given);
    document.querySelector("[data-reading]").replaceChildren(
      ...entries.map((entry) => (entry.criterion ? criterionItem(given, entry) : openItem(given, entry))));
    document.querySelector("[data-reading-verbs]").replaceChildren(...(verbs.length
      ? [make("h3", {}, "Verbs in the text"), make("p", {}, "What each asks, and how deep: ", ...verbs.flatMap((verb, at) => [at ? ", " : "", linkTo(verb, verb.name, { className: "verb-tag" })]), ".")]
      : []));
    document.getElementById("reading-list-text").textContent = asText(entries, verbs);
    answer.hidden = !entries.length && !verbs.length;
    said.textContent = given.trim() ? summarise(entries, verbs) : "Paste the feedback first.";
    window.centreGuideTicks.show();
    if (moveThere && !answer.hidden) document.getElementById("reading-list").focus();
  }

  // ---- kept only where the reader says so ----

  function remember() {
    try {
      if (keep.checked) localStorage.setItem(KEY, JSON.stringify({ text: text.value, unit: unit.value }));
      else localStorage.removeItem(KEY);
    } catch {
      if (!keep.checked) return;
      keep.checked = false;
      said.textContent = "This browser does not keep it. The text stays here while the page is open.";
    }
  }

  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      if (!kept || typeof kept.text !== "string") return;
      text.value = kept.text;
      if ([...unit.options].some(({ value }) => value === kept.unit)) unit.value = kept.unit;
      keep.checked = true;
      show(false);
    } catch { /* nothing kept, or nothing that can be read */ }
  }

  function clear() {
    setTimeout(() => {
      keep.checked = false;
      remember();
      answer.hidden = true;
      said.textContent = "Cleared.";
      text.focus();
    });
  }

  pieces.loadCriteria(form.dataset.criteria).then((data) => {
    guide = data;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      remember();
      show(true);
    });
    form.addEventListener("reset", clear);
    keep.addEventListener("change", remember);
    text.addEventListener("input", () => keep.checked && remember());
    unit.addEventListener("change", () => {
      if (keep.checked) remember();
      if (!answer.hidden) show(false);
    });
    answer.querySelector("[data-print]").addEventListener("click", () => window.print());
    recall();
    form.setAttribute("data-ready", "");
  }).catch(() => {
    said.textContent = "The list of criteria could not be loaded. Check the connection and open the page again.";
  });
  form.addEventListener("submit", (event) => event.preventDefault()); // before the criteria have come, too
})();
