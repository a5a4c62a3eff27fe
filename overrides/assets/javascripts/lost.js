/* The page for an address that does not exist (404.html): reads the address as a reference, goes on where only one thing can be
   meant, else offers what is nearest. Whatever the address says is put in as text. */
(() => {
  "use strict";
  const LONGEST = 60; // letters of an address that are quoted back
  const place = document.querySelector("[data-lost]");
  const data = window.centreGuideCriteria;
  if (!place || !data) return;
  const home = new URL(place.dataset.home, document.baseURI);
  const full = ({ address }) => new URL(address, home);

  function decode(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  /* What was asked for: the address without the start of the site, the file's name and what a sentence left behind. */
  function readAddress() {
    const { pathname } = location;
    const inside = pathname.startsWith(home.pathname) ? pathname.slice(home.pathname.length) : pathname.slice(1);
    return decode(inside).replace(/(?:^|\/)index\.html?$|\.html?$/i, "").replace(/[/\s.,;:!?)\]}>"'’”]+$/, "");
  }

  function link(entry, text) {
    const element = document.createElement("a");
    element.href = full(entry).href;
    element.append(text);
    return element;
  }

  const unitLink = (unit) => link(unit, `${unit.id} ${unit.title}`);
  const criterionLink = (criterion) => link(criterion, `${criterion.label} ${criterion.topic}`);

  /* Only what names its unit is certain: a number alone may be meant for another unit, or another qualification. */
  function findCertain({ asked, criterion, unit, nearest }) {
    if (!criterion) return unit && !nearest.length ? unit : null;
    const { units } = data;
    const criteria = Object.fromEntries(units.flatMap((one) => one.criteria.map((each) => [each.id, each])));
    const own = units.find((one) => one.criteria.includes(criterion));
    const read = window.centreGuideReferences.readId(asked, { units: [own], same: {}, criteria });
    return read && read.unit ? criterion : null;
  }

  /* Not to itself: on a host that does not find index.html that would never end. */
  function goOn(entry) {
    const to = full(entry);
    if (to.pathname === location.pathname) return false;
    to.search = location.search;
    to.hash = location.hash;
    location.replace(to);
    return true;
  }

  function offer(asked, links) {
    const quoted = document.createElement("strong");
    quoted.textContent = `“${asked.length > LONGEST ? `${asked.slice(0, LONGEST)}…` : asked}”`;
    const said = document.createElement("p");
    said.append("The address asks for ", quoted, ". Nothing here is called so. Did you mean one of these?");
    const list = document.createElement("ul");
    for (const one of links) {
      const item = document.createElement("li");
      item.append(one);
      list.append(item);
    }
    place.replaceChildren(said, list);
  }

  const asked = readAddress();
  const pinned = /^editions\/[^/]+\/(.+)$/.exec(asked); // as an edition had it: never on to a page that says something else
  const answer = window.centreGuideChoice.createReader(data).readOne(pinned ? pinned[1] : asked);
  const certain = pinned ? null : findCertain(answer);
  if ((certain && goOn(certain)) || !/\d/.test(asked)) return; // no number: it was never a criterion
  const { criterion, unit, nearest = [] } = answer;
  const links = [...(criterion ? [criterion] : nearest).map(criterionLink), ...(unit ? [unitLink(unit)] : [])];
  if (links.length) offer(asked, links);
})();
