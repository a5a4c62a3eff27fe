/* What a learner ticks and notes: kept under one key of this browser, in the same form as the file to take away.
   Every change is put on top of what is stored at that moment, so that two tabs open cannot undo each other.
   Where the browser keeps nothing, everything stays in memory and `trouble` says why. A classic script: works from disk. */
(() => {
  "use strict";
  const KEY = "centre-guide-progress";
  const FEEDBACK_KEY = "centre-guide-feedback"; // a text that the reader asked reading-list.js to keep
  const OLD_KEY = "centre-guide-ticks"; // {id: true}, as the first edition kept it
  const FORMAT = "centre-guide-progress";
  const VERSION = 1;
  const LIMITS = { file: 1_000_000, entries: 5000, text: 2000 };
  const RECENT = 1500; // milliseconds within which another tab may not have seen a change of ours
  const FIELDS = { tick: ["id", "text", "at"], note: ["id", "text", "wording", "at"] };
  const SAID = ["format", "version", "about", "edition", "saved", "ticks", "notes"];
  const ID = /^[\p{L}\d][\p{L}\d._:/#-]{0,149}$/u;

  class Fault extends Error {}

  // ---- the form: one for what is stored and for the file ----

  const empty = () => ({ ticks: new Map(), notes: new Map() });
  const clean = (text) => text.replace(/\s+/g, " ").trim();
  const sorted = (map) => [...map.values()].sort((one, other) => one.id.localeCompare(other.id, "en", { numeric: true }));

  function write(state, about = {}) {
    const written = { format: FORMAT, version: VERSION, ...about, ticks: sorted(state.ticks), notes: sorted(state.notes) };
    return JSON.stringify(written, null, about.saved ? 2 : 0);
  }

  function readEntry(entry, kind, at) {
    const which = `${kind} number ${at + 1}`;
    if (!entry || typeof entry !== "object" || Array.isArray(entry)) throw new Fault(`its ${which} is not an entry`);
    const odd = Object.keys(entry).find((key) => !FIELDS[kind].includes(key));
    if (odd !== undefined) throw new Fault(`its ${which} holds something unknown, “${odd.slice(0, 30)}”`);
    if (typeof entry.id !== "string" || !ID.test(entry.id) || (kind === "tick") !== entry.id.includes("#")) {
      throw new Fault(`its ${which} has no id of a ${kind === "tick" ? "part" : "criterion"}`);
    }
    const read = { id: entry.id };
    for (const key of FIELDS[kind].slice(1)) {
      const value = entry[key] ?? "";
      if (typeof value !== "string" || value.length > LIMITS.text) throw new Fault(`its ${which} has no proper “${key}”`);
      if (value) read[key] = clean(value);
    }
    if (read.at && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(read.at)) throw new Fault(`its ${which} has no proper “at”`);
    if (kind === "note" && !read.text) throw new Fault(`its ${which} is empty`);
    return read;
  }

  function readList(list, kind) {
    if (!Array.isArray(list)) throw new Fault(`it has no list of ${kind}s`);
    if (list.length > LIMITS.entries) throw new Fault(`it has more than ${LIMITS.entries} ${kind}s`);
    const entries = list.map((entry, at) => readEntry(entry, kind, at));
    const read = new Map(entries.map((entry) => [entry.id, entry]));
    if (read.size < entries.length) throw new Fault(`it has a ${kind} twice`);
    return read;
  }

  /* The state that a text holds; a Fault that ends the sentence "This file cannot be used: …" where it is not sound. */
  function read(text) {
    if (text.length > LIMITS.file) throw new Fault("it is larger than any progress file can be");
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Fault("it is not a progress file saved from this page");
    }
    if (!value || typeof value !== "object" || value.format !== FORMAT) throw new Fault("it is not a progress file saved from this page");
    if (Number.isInteger(value.version) && value.version > VERSION) throw Object.assign(new Fault("it was saved by a later edition of this guide"), { later: true });
    if (value.version !== VERSION) throw new Fault("it does not say which version of the form it has");
    const odd = Object.keys(value).find((key) => !SAID.includes(key));
    if (odd !== undefined) throw new Fault(`it holds something unknown, “${odd.slice(0, 30)}”`);
    const said = (key) => (typeof value[key] === "string" ? clean(value[key]).slice(0, 40) : "");
    return { ticks: readList(value.ticks, "tick"), notes: readList(value.notes, "note"), edition: said("edition"), saved: said("saved") };
  }

  // ---- the browser's storage ----

  let state = empty();
  let trouble = ""; // why nothing is kept: blocked, full, later or unreadable
  let unsaved = [];
  let recent = [];
  let exported = true;
  const listeners = [];

  const tell = () => listeners.forEach((listener) => listener());
  const now = () => new Date().toISOString();

  function migrate() {
    const old = JSON.parse(localStorage.getItem(OLD_KEY) || "{}");
    const ids = old && typeof old === "object" ? Object.keys(old).filter((id) => old[id] === true && id.includes("#") && ID.test(id)) : [];
    return { ...empty(), ticks: new Map(ids.map((id) => [id, { id }])) };
  }

  function load() {
    const raw = localStorage.getItem(KEY);
    if (raw !== null) return read(raw);
    try {
      return migrate();
    } catch (error) {
      if (error instanceof SyntaxError) return empty();
      throw error;
    }
  }

  function save(next) {
    if (next.ticks.size || next.notes.size) localStorage.setItem(KEY, write(next));
    else localStorage.removeItem(KEY);
    localStorage.removeItem(OLD_KEY);
  }

  function nameTrouble(error) {
    if (error instanceof Fault) return error.later ? "later" : "unreadable";
    return error?.name === "QuotaExceededError" || error?.code === 22 ? "full" : "blocked";
  }

  function refresh() {
    try {
      const next = load();
      for (const { edit } of unsaved) edit(next);
      state = next;
      if (!unsaved.length) trouble = "";
    } catch (error) {
      trouble = nameTrouble(error);
    }
  }

  function change(edit) {
    unsaved.push({ edit, time: Date.now(), again: false });
    try {
      const next = load();
      for (const one of unsaved) one.edit(next);
      state = next;
      save(next);
      recent = [...recent.filter(({ time }) => Date.now() - time < RECENT), ...unsaved];
      unsaved = [];
      trouble = "";
    } catch (error) {
      if (error instanceof Fault || nameTrouble(error) === "blocked") edit(state);
      trouble = nameTrouble(error);
      exported = false;
    }
    tell();
  }

  /* Another tab has written. What we wrote a moment ago and it had not seen is put on top once more, once. */
  function follow(event) {
    if (event.key !== KEY && event.key !== null) return;
    refresh();
    const missed = event.newValue === null ? [] : recent.filter(({ again, time }) => !again && Date.now() - time < RECENT);
    const before = write(state);
    for (const one of missed) {
      one.again = true;
      one.edit(state);
    }
    if (write(state) !== before && !trouble) {
      try {
        save(state);
      } catch (error) {
        trouble = nameTrouble(error);
      }
    }
    tell();
  }

  // ---- what can be done ----

  function setTick(id, ticked, text = "") {
    const entry = { id, text: clean(text), at: now() };
    change((next) => (ticked ? next.ticks.set(id, entry) : next.ticks.delete(id)));
  }

  function setNote(id, text, wording = "") {
    const entry = { id, text: clean(text).slice(0, LIMITS.text), wording: clean(wording), at: now() };
    if (entry.text === (state.notes.get(id)?.text || "")) return;
    change((next) => (entry.text ? next.notes.set(id, entry) : next.notes.delete(id)));
  }

  /* A note that still holds although its criterion was reworded. */
  function keepNote(id, wording) {
    change((next) => next.notes.has(id) && next.notes.set(id, { ...next.notes.get(id), wording: clean(wording), at: now() }));
  }

  /* Two notes for one criterion are both kept, unless one says all that the other does. */
  function joinNotes(here, there) {
    if (!here || there.text.includes(here.text)) return there;
    return here.text.includes(there.text) ? here : { ...here, text: `${here.text} | ${there.text}`.slice(0, LIMITS.text) };
  }

  function merge(other) {
    change((next) => {
      for (const [id, entry] of other.ticks) if (!next.ticks.has(id)) next.ticks.set(id, entry);
      for (const [id, entry] of other.notes) next.notes.set(id, joinNotes(next.notes.get(id), entry));
    });
  }

  function replace(other) {
    change((next) => {
      next.ticks = new Map(other.ticks);
      next.notes = new Map(other.notes);
    });
  }

  /* Everything this guide keeps in the browser, what cannot be read included. */
  function erase() {
    unsaved = [];
    recent = [];
    state = empty();
    exported = true;
    try {
      for (const key of [KEY, OLD_KEY, FEEDBACK_KEY]) localStorage.removeItem(key);
      trouble = "";
    } catch (error) {
      trouble = nameTrouble(error);
    }
    tell();
  }

  function saveFile(about) {
    const saved = now();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${write(state, { ...about, saved })}\n`], { type: "application/json" }));
    link.download = `my-progress-${saved.slice(0, 10)}.json`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    exported = true;
  }

  window.addEventListener("storage", follow);
  window.addEventListener("pageshow", () => {
    refresh();
    tell();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!trouble || !unsaved.length || exported) return;
    event.preventDefault(); // the browser asks before it is lost
    event.returnValue = "";
  });
  refresh();

  window.centreGuideProgress = {
    Fault, clean, erase, keepNote, merge, read, replace, saveFile, setNote, setTick,
    get notes() { return state.notes; },
    get ticks() { return state.ticks; },
    get trouble() { return trouble; },
    listen: (listener) => listeners.push(listener),
  };
})();
