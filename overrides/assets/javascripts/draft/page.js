/* The form on the page "Check my draft": a file or pasted text in, a report out. Nothing leaves the browser. What reads and
   judges is loaded when it is first needed, as script elements, which works from disk too. */
(() => {
  "use strict";
  const form = document.querySelector("[data-draft]");
  if (!form) return;

  const root = new URL(form.dataset.root, document.baseURI);
  const find = (name) => form.querySelector(`[data-draft-${name}]`);
  const [input, text, select, bar, status] = ["file", "text", "unit", "bar", "status"].map(find);
  const stop = find("stop");
  const outcome = document.querySelector("[data-draft-outcome]");
  const report = outcome.querySelector("[data-draft-report]");

  const WHY = {
    empty: "The file is empty.",
    locked: "The file is locked with a password. Save a copy without one, then check that.",
    compound: "The file is locked with a password, or it is an old Word document (.doc). Save a copy as .docx without a password, then check that.",
    broken: "The file is damaged: it cannot be unpacked or read to its end. Open it in your word processor, save it again, then check that.",
    huge: "There is more text in the file than an assignment has. Check the part with your answers as a file of its own.",
    bomb: "The file unpacks to far more than a document holds, so reading stopped. Save your draft again as a new file.",
    doctype: "The file holds a part that could load things from elsewhere, which a word processor does not write. Reading stopped. Save your draft again as a new file.",
    pdf: "This is a PDF, whose headings cannot be told from its text. Choose the document it was made from.",
    rtf: "This is an RTF document. Save it as .docx or .odt, then check that.",
    unknown: "This is not a .docx, .odt, .md or .txt file. Save your draft as one of these, then check that.",
    none: "Choose a file or paste your text first.",
    words: "There are no words in it.",
    unit: "The draft does not say which unit it is for. Choose the unit, then check again.",
    changed: "The file has changed since you chose it. Choose it again.",
    load: "A part of the checker did not load. Check the connection, then try again.",
    other: "The draft could not be read. Save it again from your word processor, or paste its text.",
  };

  const GONE = new Set(["NotReadableError", "NotFoundError"]); // what browsers say of a file that is no longer as it was chosen

  // ---- loading ----

  let loading = null;

  function addScript(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(address, root).href;
      script.async = false; // in the order in which they build on one another
      script.onload = resolve;
      script.onerror = () => {
        script.remove();
        reject(Object.assign(new Error(address), { reason: "load" }));
      };
      document.head.append(script);
    });
  }

  function load() {
    loading ||= Promise.all(form.dataset.scripts.split(" ").map(addScript)).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  // ---- one check ----

  let running = null; // the AbortController of the check under way
  let last = null; // {blocks, name}: what was read, so that another unit needs no second reading

  function say(words, alarm = false) {
    status.textContent = words;
    status.classList.toggle("draft__status--alarm", alarm);
  }

  /* Show how far a check is; the bar is not announced, its words are. */
  function work(on) {
    bar.hidden = stop.hidden = !on;
    bar.value = 0;
    form.toggleAttribute("data-working", on);
    outcome.hidden = on || !report.childElementCount;
  }

  async function run(source) {
    running?.abort();
    const own = (running = new AbortController());
    say("Reading your draft\u2026");
    work(true);
    try {
      await load();
      const draft = window.centreGuideDraft;
      const breathe = draft.createBreather(own.signal);
      const read = await source(draft, breathe, (part) => (bar.value = part * 0.7));
      if (!read.blocks.length) throw Object.assign(new Error(), { reason: "words" });
      last = read;
      const judging = draft.judge(read, window.centreGuideCriteria, select.value);
      const result = await draft.runInSlices(judging, breathe, (part) => (bar.value = 0.7 + part * 0.3));
      if (!result.unit) throw Object.assign(new Error(), { reason: "unit" });
      show(result, read.name);
    } catch (error) {
      if (own.signal.aborted) return;
      clear();
      say(WHY[GONE.has(error.name) ? "changed" : error.reason] || WHY.other, true);
      if (error.reason === "unit") select.focus();
    } finally {
      if (running === own) work(false);
    }
  }

  const fromFile = (file) => run(async (draft, breathe, tell) => ({ name: file.name, blocks: await draft.readFile(file, breathe, tell) }));
  const fromText = (words) => run(async (draft, breathe, tell) => ({ name: "", blocks: await draft.readText(words, false, breathe, tell) }));

  function show(result, name) {
    const { units, date } = window.centreGuideCriteria;
    const unit = units.find(({ id }) => id === result.unit);
    report.replaceChildren(...window.centreGuideDraft.report.show(result, { unit, name, root, date }));
    outcome.hidden = false;
    say(window.centreGuideDraft.say.summary(result));
    report.firstElementChild.focus();
    outcome.querySelectorAll("[data-draft-save]").forEach((button) => (button.onclick = () => save(button.dataset.draftSave, result, unit)));
  }

  async function save(form, result, unit) {
    const { matrix } = window.centreGuideDraft;
    const rows = matrix.listRows(result, unit);
    const note = `Made by "Check my draft", guidance edition ${result.edition}. It shows what is there, not how good it is.`;
    const blob = form === "csv" ? matrix.toCsv(rows) : await matrix.toXlsx(rows, note);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${unit.id}-evidence-matrix.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function clear() {
    report.replaceChildren();
    outcome.hidden = true;
  }

  function erase() {
    running?.abort();
    form.reset();
    last = null;
    clear();
    work(false);
    say("Erased. Nothing of your draft is kept in this page.");
    input.focus();
  }

  // ---- what the reader does ----

  input.addEventListener("click", () => (input.value = "")); // so that the same file can be chosen again when it has changed
  input.addEventListener("change", () => input.files.length && fromFile(input.files[0]));
  select.addEventListener("change", () => last && run(async () => last));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) fromText(text.value);
    else if (input.files.length) fromFile(input.files[0]);
    else if (last) run(async () => last);
    else say(WHY.none, true);
  });
  stop.addEventListener("click", () => {
    running?.abort();
    work(false);
    say("Stopped.");
    input.focus();
  });
  document.querySelectorAll("[data-draft-erase]").forEach((button) => button.addEventListener("click", erase));
  outcome.querySelector("[data-draft-print]").addEventListener("click", () => window.print());

  // A file dropped beside the box would otherwise take the place of the page, with all that was typed in it.
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.setAttribute("data-over", "");
    });
  }
  for (const kind of ["dragleave", "drop", "dragend"]) document.addEventListener(kind, () => form.removeAttribute("data-over"));
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    input.value = "";
    fromFile(event.dataTransfer.files[0]);
  });
})();
