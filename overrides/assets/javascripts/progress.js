/* The page My progress: what is ticked and what is left, unit by unit; what changed since; save, load, print, erase.
   What is kept, and how, is in progress-store.js; the boxes and notes themselves are driven by ticks.js. */
(() => {
  "use strict";
  const page = document.querySelector("[data-my-progress]");
  const store = window.centreGuideProgress;
  const pieces = window.centreGuidePieces;
  if (!page || !store || !pieces) return;
  const { make, plural } = pieces;
  const root = new URL(page.dataset.root, document.baseURI);
  const linkTo = (address, text, more = {}) => make("a", { href: new URL(address, root).href, ...more }, text);
  const piece = (name) => page.querySelector(`[data-${name}]`);
  const NEXT = 3;
  const LARGEST = 1_000_000;
  let guide;
  let parts; // what can be ticked in this edition, by id

  function say(words) {
    piece("said").textContent = "";
    setTimeout(() => { piece("said").textContent = words; }, 60); // the same words again are read out again
  }

  // ---- what is left ----

  const liveOf = (unit) => unit.criteria.filter(({ retired }) => !retired);
  const isTicked = (criterion, part) => store.ticks.has(`${criterion.id}#${part.id}`);
  const openParts = (criterion) => criterion.parts.filter((part) => !isTicked(criterion, part));

  function bar(done, all, name) {
    return make("progress", { max: all || 1, value: done, "aria-label": name });
  }

  /* Begun and not finished comes first: the shortest way to one more criterion done. */
  function nextThings(unit) {
    const open = liveOf(unit).filter((criterion) => openParts(criterion).length);
    const begun = open.filter((criterion) => openParts(criterion).length < criterion.parts.length);
    return [...new Set([...begun, ...open])].slice(0, NEXT);
  }

  function unitCard(unit) {
    const criteria = liveOf(unit);
    const all = criteria.reduce((sum, { parts: some }) => sum + some.length, 0);
    const left = criteria.reduce((sum, criterion) => sum + openParts(criterion).length, 0);
    const whole = criteria.filter((criterion) => !openParts(criterion).length).length;
    const next = nextThings(unit);
    const items = next.map((criterion) => {
      const [part] = openParts(criterion);
      return make("li", {}, linkTo(part.address, `AC ${criterion.number}`, { "aria-label": `${criterion.label}: ${part.text}` }), ` ${part.text}`);
    });
    return make("section", { className: "progress-card", "aria-label": `${unit.id}: what is left` },
      make("h3", { className: "progress-card__title" }, linkTo(unit.address, `${unit.id} ${unit.short_title}`)),
      make("p", { className: "progress-card__count" }, make("strong", {}, `${all - left} of ${all}`), ` parts ticked; ${whole} of ${criteria.length} criteria have every part`),
      bar(all - left, all, `${unit.id}: parts ticked`),
      ...(items.length
        ? [make("p", { className: "progress-card__next" }, "Next:"), make("ul", { className: "progress-card__list" }, ...items)]
        : [make("p", {}, "Every part is ticked. Read it once more against the wording.")]),
    );
  }

  function checklistCard(checklist) {
    const done = checklist.items.filter(({ id }) => store.ticks.has(`checklist:${checklist.id}#${id}`)).length;
    return make("section", { className: "progress-card progress-card--small", "aria-label": `${checklist.title}: what is left` },
      make("h3", { className: "progress-card__title" }, linkTo(checklist.address, checklist.title)),
      make("p", { className: "progress-card__count" }, make("strong", {}, `${done} of ${checklist.items.length}`), " items ticked"),
      bar(done, checklist.items.length, `${checklist.title}: items ticked`));
  }

  function showCards() {
    piece("cards").replaceChildren(...guide.units.map(unitCard));
    piece("lists").replaceChildren(...guide.checklists.map(checklistCard));
  }

  // ---- criterion by criterion: made once, then filled in ----

  function criterionItem(criterion) {
    const id = `place-${criterion.id.replace(/[^\p{L}\d]+/gu, "-")}`;
    const note = make("input", {
      id, type: "text", maxLength: 300, autocomplete: "off", className: "own-progress__place",
      "data-note": criterion.id, "data-note-wording": criterion.wording, "aria-label": `Where ${criterion.label} stands in your document`,
    });
    return make("li", { className: "progress-criterion", "data-criterion": criterion.id },
      make("p", { className: "progress-criterion__head" }, linkTo(criterion.address, `AC ${criterion.number}`, { "aria-label": criterion.label }), ` ${criterion.topic}`),
      make("p", { className: "progress-criterion__place" }, make("label", { htmlFor: id, "aria-hidden": "true" }, "Where in your document "), note),
      make("details", { className: "progress-criterion__parts" },
        make("summary", {}, make("span", { "data-own-count": criterion.id }, plural(criterion.parts.length, "part")), make("span", { className: "visually-hidden" }, ` of ${criterion.label}`)),
        pieces.partList(criterion)));
  }

  function showUnits() {
    for (const unit of guide.units) {
      const id = `progress-${unit.id}`;
      piece("units").append(make("section", { className: "progress-unit", "aria-labelledby": id },
        make("h3", { id }, `${unit.id} ${unit.short_title}`),
        make("ol", { className: "progress-criteria" }, ...liveOf(unit).map(criterionItem))));
    }
  }

  // ---- what the guidance changed meanwhile ----

  function button(words, act, name) {
    const made = make("button", { type: "button", className: "button", "aria-label": name }, words);
    made.addEventListener("click", () => {
      act();
      piece("odd").querySelector("button")?.focus(); // the button itself has gone
      say("Done.");
    });
    return made;
  }

  function rewordedItem(tick, known) {
    return make("li", {}, linkTo(known.address, known.label),
      make("p", {}, make("strong", {}, "You ticked: "), tick.text), make("p", {}, make("strong", {}, "It now says: "), known.text),
      make("p", { className: "my-progress__buttons" },
        button("It still holds", () => store.setTick(tick.id, true, known.text), `It still holds: ${known.label}, ${known.text}`), " ",
        button("Untick it", () => store.setTick(tick.id, false), `Untick it: ${known.label}, ${known.text}`)));
  }

  function rewordedNote(note, criterion) {
    return make("li", {}, linkTo(criterion.address, criterion.label),
      make("p", {}, make("strong", {}, "You noted: "), note.text), make("p", {}, make("strong", {}, "The criterion was: "), note.wording),
      make("p", {}, make("strong", {}, "It now says: "), criterion.wording),
      make("p", { className: "my-progress__buttons" },
        button("The note still holds", () => store.keepNote(note.id, criterion.wording), `The note still holds: ${criterion.label}`)));
  }

  function goneItem(entry, remove) {
    const criterion = guide.units.flatMap(({ criteria }) => criteria).find(({ id }) => id === entry.id.split("#")[0]);
    const former = criterion?.former_parts.find(({ id }) => id === entry.id.split("#")[1]);
    const ended = former || criterion?.retirement;
    const name = criterion ? linkTo((former || criterion).address, criterion.label) : make("code", {}, entry.id);
    const words = entry.text || former?.text || "";
    return make("li", {}, name, words ? make("p", {}, make("strong", {}, remove === "note" ? "You noted: " : "You ticked: "), words) : "",
      ended ? make("p", {}, `Since ${ended.date}: ${ended.reason}`) : "",
      make("p", { className: "my-progress__buttons" },
        button("Remove", () => (remove === "note" ? store.setNote(entry.id, "") : store.setTick(entry.id, false)), `Remove ${criterion ? criterion.label : entry.id}`)));
  }

  function showChanges() {
    const criteria = new Map(guide.units.flatMap(liveOf).map((criterion) => [criterion.id, criterion]));
    const ticks = [...store.ticks.values()];
    const notes = [...store.notes.values()];
    const differ = (was, is) => was && was !== store.clean(is);
    const reworded = [
      ...ticks.filter(({ id, text }) => parts.has(id) && differ(text, parts.get(id).text)).map((tick) => rewordedItem(tick, parts.get(tick.id))),
      ...notes.filter(({ id, wording }) => criteria.has(id) && differ(wording, criteria.get(id).wording)).map((note) => rewordedNote(note, criteria.get(note.id))),
    ];
    const gone = [
      ...ticks.filter(({ id }) => !parts.has(id)).map((tick) => goneItem(tick, "tick")),
      ...notes.filter(({ id }) => !criteria.has(id)).map((note) => goneItem(note, "note")),
    ];
    const list = (title, words, items) =>
      items.length ? [make("h3", {}, title), make("p", { className: "hint" }, words), make("ul", { className: "progress-changes" }, ...items)] : [];
    piece("reworded").replaceChildren(...list("Reworded", "The guidance says it in other words than when you ticked or noted it.", reworded));
    piece("gone").replaceChildren(...list("No longer in the guidance",
      "Kept as you left it. It may have been withdrawn, or belong to another guide at this address.", gone));
    piece("odd").hidden = !reworded.length && !gone.length;
  }

  // ---- ask, save, load, erase ----

  /* A question in a dialog of the browser's own: Escape is the last answer, and focus returns to where it was. */
  function ask(title, text, answers) {
    const dialog = piece("ask");
    const opener = document.activeElement;
    piece("ask-title").textContent = title;
    piece("ask-text").textContent = text;
    piece("ask-buttons").replaceChildren(...answers.flatMap(([words, act, className = ""]) => {
      const made = make("button", { type: "button", className: `button ${className}`.trim() }, words);
      made.addEventListener("click", () => {
        dialog.close();
        act?.();
      });
      return [made, " "];
    }));
    dialog.addEventListener("close", () => opener?.focus(), { once: true });
    dialog.showModal();
  }

  const amount = (what) => `${plural(what.ticks.size, "tick")} and ${plural(what.notes.size, "note")}`;
  const isEmpty = () => !store.ticks.size && !store.notes.size;

  function takeIn(other) {
    const when = other.saved ? `, saved on ${other.saved.slice(0, 10)}` : "";
    if (isEmpty()) {
      store.replace(other);
      say(`Loaded ${amount(other)}.`);
      return;
    }
    ask("Add to what is here, or replace it?", `The file holds ${amount(other)}${when}. This browser holds ${amount(store)}. Adding keeps both.`, [
      ["Add", () => { store.merge(other); say(`Added. There are now ${amount(store)}.`); }, "button--first"],
      ["Replace", () => { store.replace(other); say(`Replaced by ${amount(other)}.`); }, "button--warn"],
      ["Leave as it is"],
    ]);
  }

  async function loadFile(file) {
    try {
      if (file.size > LARGEST) throw new store.Fault("it is larger than any progress file can be");
      takeIn(store.read(await file.text()));
    } catch (error) {
      const why = error instanceof store.Fault ? error.message : "the browser could not read it";
      say(`This file cannot be used: ${why}. Nothing has changed.`);
    }
  }

  function listen() {
    piece("save").addEventListener("click", () => {
      store.saveFile(about());
      say(`Saved ${amount(store)} to a file.`);
    });
    piece("load").addEventListener("click", () => piece("file").click());
    piece("file").addEventListener("change", ({ target }) => {
      const [file] = target.files;
      target.value = ""; // the same file may be chosen again
      if (file) loadFile(file);
    });
    piece("print").addEventListener("click", () => window.print());
    piece("erase").addEventListener("click", () => {
      ask("Erase everything?", `This browser holds ${amount(store)}, and perhaps a feedback text. Erased, they are gone for good. A file that you saved stays.`, [
        ["Keep it", undefined, "button--first"],
        ["Erase everything", () => { store.erase(); say("Erased. This browser keeps nothing of yours for this guide."); }, "button--warn"],
      ]);
    });
    const folded = () => page.querySelectorAll("details:not([open])");
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...folded()];
      for (const one of opened) one.open = true;
    });
    window.addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
  }

  const about = () => ({ about: "Ticks and notes from the page My progress, which can load this file.", edition: guide.edition });

  function knownParts() {
    const ofCriteria = guide.units.flatMap(liveOf).flatMap((criterion) =>
      criterion.parts.map((part) => [`${criterion.id}#${part.id}`, { ...part, label: criterion.label }]));
    const ofLists = guide.checklists.flatMap((list) =>
      list.items.map((item) => [`checklist:${list.id}#${item.id}`, { ...item, label: list.title, address: list.address }]));
    return new Map([...ofCriteria, ...ofLists]);
  }

  function show() {
    showCards();
    showChanges();
  }

  pieces.loadCriteria(page.dataset.criteria).then((data) => {
    guide = data;
    parts = knownParts();
    showUnits();
    listen();
    show();
    store.listen(show);
    window.centreGuideTicks.show();
  }).catch(() => say("The list of criteria could not be loaded. Check the connection and open the page again."))
    .finally(() => page.setAttribute("data-ready", ""));
})();
