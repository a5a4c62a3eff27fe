/* The page /go/: the criteria that its address names (?ac=500-2.1,501-3.3), in order, each once; what it does not know is named
   with the nearest. Whatever the address says is put in as text. */
(() => {
  "use strict";
  const ENDED = {
    retired: ["No longer in use since", "Read instead"],
    moved: ["Moved on", "It is now"],
    split: ["Split on", "It is now"],
    merged: ["Merged on", "It is now part of"],
  };
  const LONGEST = 60; // letters of a reference that is quoted back

  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function link(address, ...children) {
    const element = make("a", "", ...children);
    element.href = address;
    return element;
  }

  const separate = (nodes, mark) => nodes.flatMap((node, at) => (at ? [mark, node] : [node]));

  function start() {
    const page = document.querySelector("[data-chosen]");
    const data = window.centreGuideCriteria;
    if (!page || !data) return;
    const home = new URL(page.dataset.home, document.baseURI);
    const full = (address) => new URL(address, home).href;
    const reader = window.centreGuideChoice.createReader(data);
    const asked = new URLSearchParams(location.search).getAll("ac").join(",");
    const { criteria, unknown } = reader.read(asked);
    const part = (name) => page.querySelector(`[data-chosen-${name}]`);

    const criterionLink = ({ address, label, topic }) => link(full(address), `${label} ${topic}`);

    function showEnd({ kind, date, reason, successors }) {
      const [ended, leads] = ENDED[kind];
      const told = make("p", "", make("strong", "", `${ended} ${date}.`), ` ${reason}`);
      const notice = make("aside", "notice notice--retired", told);
      notice.setAttribute("aria-label", "No longer in use");
      const next = successors.map((id) => criterionLink(reader.byId[id]));
      if (next.length) notice.append(make("p", "", `${leads}: `, ...separate(next, "; ")));
      return notice;
    }

    function showCriterion(criterion) {
      const { address, label, topic, wording, verbs, parts, retirement } = criterion;
      const heading = make("h2", "", make("span", "criterion__label", label), " ", make("span", "criterion__topic", topic));
      const verbLinks = verbs.map((verb) => link(full(verb.address), verb.name));
      const foot = make("p", "wording__foot", verbs.length > 1 ? "Verbs: " : "Verb: ", ...separate(verbLinks, ", "));
      const quote = make("blockquote", "wording__text", make("p", "", wording));
      const split = parts.map((one) => make("li", "", link(full(one.address), one.text)));
      const whole = make("p", "chosen__address", "All about it: ", link(full(address), full(address)));
      const section = make("section", "chosen__criterion", heading);
      if (retirement) section.append(showEnd(retirement));
      section.append(make("div", "wording", quote, foot), make("p", "hint", "Its parts, as this guide splits them:"));
      section.append(make("ul", "chosen__parts", ...split), whole);
      return section;
    }

    function showUnknown({ asked: written, unit, nearest }) {
      const quoted = written.length > LONGEST ? `${written.slice(0, LONGEST)}…` : written;
      const item = make("li", "", make("strong", "", `“${quoted}”`));
      const whole = unit && link(full(unit.address), `${unit.id} ${unit.title}`);
      if (whole && !nearest.length) item.append(" names a unit, not a criterion: ", whole);
      else if (nearest.length) item.append(". Did you mean ", ...separate(nearest.map(criterionLink), ", or "), "?");
      else item.append(" is like nothing here.");
      return item;
    }

    function summarise() {
      const found = criteria.length === 1 ? "1 criterion" : `${criteria.length} criteria`;
      const lost = unknown.length === 1 ? "1 reference names none" : `${unknown.length} references name none`;
      return `${found}${data.edition ? `, guidance edition ${data.edition} of ${data.date}` : ""}.${
        unknown.length ? ` ${lost} here.` : ""
      }`;
    }

    if (!asked.trim()) return;
    part("status").textContent = summarise();
    part("list").replaceChildren(...criteria.map(showCriterion));
    part("lost").hidden = !unknown.length;
    part("lost").querySelector("ul").replaceChildren(...unknown.map(showUnknown));
    part("none").hidden = Boolean(criteria.length);
    if (!criteria.length) return;
    part("tools").hidden = false;
    const again = part("again");
    again.href = `${again.href}?chosen=${window.centreGuideChoice.join(criteria)}`;
    const address = new URL(`?ac=${window.centreGuideChoice.join(criteria)}`, location.href);
    address.hash = "";
    part("address").textContent = address.href;
    document.title = `${criteria.map(({ label }) => label).join(", ")} · ${document.title.split(" · ").at(-1)}`;
    const { PLAIN, give } = window.centreGuideCopy;
    part("copy").addEventListener("click", (event) => {
      give(event.currentTarget, part("tools"), { [PLAIN]: address.href }, "Address of these criteria copied");
    });
    part("print").addEventListener("click", () => window.print());
  }

  document.addEventListener("DOMContentLoaded", start); // after the deferred scripts this one builds on
})();
