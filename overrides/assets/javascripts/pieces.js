/* What the pages for learners are built from: elements whose text is put in as text, criteria with boxes to tick, and the
   data of the criteria, which comes as a script because a fetch does not work from disk. */
(() => {
  "use strict";

  /* make("a", {href, className, "data-x": …}, ...children) */
  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === undefined || value === false) continue;
      if (key in element && !key.includes("-")) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== ""));
    return element;
  }

  function loadCriteria(address) {
    return new Promise((resolve, reject) => {
      const script = make("script", { src: address });
      script.onload = () => resolve(window.centreGuideCriteria);
      script.onerror = () => reject(new Error(`${address} did not load`));
      document.head.append(script);
    });
  }

  /* The parts of a criterion as boxes. ticks.js fills them in and keeps them. */
  function partList(criterion) {
    const items = criterion.parts.map((part) => {
      const box = make("input", { type: "checkbox", "data-tick": `${criterion.id}#${part.id}`, "data-text": part.text });
      return make("li", {}, make("label", {}, box, " ", make("span", {}, part.text)));
    });
    return make("ul", { className: "parts", "aria-label": `Parts of ${criterion.label}` }, ...items);
  }

  const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

  window.centreGuidePieces = { loadCriteria, make, partList, plural };
})();
