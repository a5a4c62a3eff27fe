/* styles.xml and numbering.xml of a .docx: what a style makes of a paragraph, and what Word counts in front of it. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const LONGEST_CHAIN = 20; // styles based on styles
  const on = (value) => !["0", "false", "off", "none"].includes(value);

  /* Handler for styles.xml. */
  class Styles {
    constructor() {
      Object.assign(this, { byId: new Map(), path: [], style: null });
    }

    open(name, attributes) {
      this.path.push(name);
      const { val } = attributes;
      const style = this.style;
      if (name === "w:style") {
        this.style = { id: attributes.styleId, name: "", numId: "", type: attributes.type };
        this.byId.set(attributes.styleId, this.style);
        if (attributes.default === "1" && attributes.type === "paragraph") this.normal = attributes.styleId;
      } else if (!style) return;
      else if (name === "w:name") style.name = val;
      else if (name === "w:basedOn") style.base = val;
      else if (name === "w:outlineLvl") style.outline = Number(val);
      else if (name === "w:numId") style.numId = val;
      else if (name === "w:ilvl") style.ilvl = Number(val);
      else if (name === "w:b" && this.path.at(-2) === "w:rPr") style.bold = on(val);
    }

    close() {
      if (this.path.pop() === "w:style") this.style = null;
    }

    text() {}

    /* The style and those it is based on, nearest first. */
    chain(id) {
      const chain = [];
      for (let style = this.byId.get(id || this.normal); style && chain.length < LONGEST_CHAIN; style = this.byId.get(style.base)) chain.push(style);
      return chain;
    }

    /* {level, name, bold, numId, ilvl, toc} of a paragraph in this style. */
    resolve(id) {
      this.known ||= new Map();
      if (!this.known.has(id)) this.known.set(id, this.work(id));
      return this.known.get(id);
    }

    work(id) {
      const chain = this.chain(id);
      const first = (key) => chain.find((style) => style[key] !== undefined)?.[key];
      const names = chain.map(({ name }) => name.toLowerCase());
      const heading = names.map((name) => /^heading\s*(\d)/.exec(name)?.[1] || (name === "title" ? "1" : "")).find(Boolean);
      const outline = first("outline");
      const level = heading ? Number(heading) : outline >= 0 && outline < 9 ? outline + 1 : 0;
      const numbered = chain.find((style) => style.numId);
      return {
        level, bold: Boolean(first("bold")), name: chain[0]?.name || "", toc: names.some((name) => /^toc\s*\d|^table of contents|^toc heading/.test(name)),
        numId: numbered?.numId || "", ilvl: numbered?.ilvl, numberedBy: numbered?.id,
      };
    }
  }

  const roman = (n) => {
    const signs = [["m", 1000], ["cm", 900], ["d", 500], ["cd", 400], ["c", 100], ["xc", 90], ["l", 50], ["xl", 40], ["x", 10], ["ix", 9], ["v", 5], ["iv", 4], ["i", 1]];
    let text = "";
    for (const [sign, value] of signs) while (n >= value && text.length < 30) [text, n] = [text + sign, n - value];
    return text;
  };
  const letters = (n) => String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.min(9, Math.ceil(n / 26)));
  const FORMATS = {
    lowerRoman: roman, upperRoman: (n) => roman(n).toUpperCase(), lowerLetter: letters, upperLetter: (n) => letters(n).toUpperCase(),
    decimalZero: (n) => String(n).padStart(2, "0"), bullet: () => "", none: () => "",
  };

  /* Handler for numbering.xml; then `count` gives the label of the next paragraph of a list. */
  class Numbering {
    constructor() {
      Object.assign(this, { abstracts: new Map(), nums: new Map(), path: [], counters: new Map(), used: new Set(), linked: new Map() });
    }

    open(name, attributes) {
      this.path.push(name);
      const { val } = attributes;
      if (name === "w:abstractNum") this.abstracts.set(attributes.abstractNumId, (this.abstract = { levels: new Map() }));
      else if (name === "w:num") this.nums.set(attributes.numId, (this.num = { overrides: new Map(), levels: new Map() }));
      else if (name === "w:abstractNumId" && this.num) this.num.abstract = val;
      else if (name === "w:numStyleLink" && this.abstract) this.abstract.style = val;
      else if (name === "w:styleLink" && this.abstract) this.linked.set(val, this.abstract);
      else if (name === "w:lvlOverride" && this.num) this.over = attributes.ilvl;
      else if (name === "w:startOverride" && this.num) this.num.overrides.set(this.over, Number(val));
      else if (name === "w:lvl") (this.abstract || this.num)?.levels.set(attributes.ilvl, (this.level = { start: 1, format: "decimal", text: "" }));
      else if (this.level) this.readLevel(name, val);
    }

    readLevel(name, val) {
      if (name === "w:start") this.level.start = Number(val);
      else if (name === "w:numFmt") this.level.format = val;
      else if (name === "w:lvlText") this.level.text = val || "";
      else if (name === "w:pStyle") this.level.style = val;
      else if (name === "w:isLgl") this.level.legal = on(val);
    }

    close() {
      const name = this.path.pop();
      if (name === "w:abstractNum") this.abstract = this.level = null;
      if (name === "w:num") this.num = null;
      if (name === "w:lvl") this.level = null;
    }

    text() {}

    /* What a list counts by: its own definition, or that of the list style it is linked to. */
    abstractOf(numId) {
      const abstract = this.abstracts.get(this.nums.get(numId)?.abstract);
      return this.linked.get(abstract?.style) || abstract;
    }

    /* The levels of a list, those it sets for itself before those of its definition. */
    levelsOf(numId) {
      return new Map([...(this.abstractOf(numId)?.levels || []), ...(this.nums.get(numId)?.levels || [])]);
    }

    /* The level of a list that belongs to a style. */
    levelOf(numId, styleId) {
      return Number([...this.levelsOf(numId)].find(([, level]) => level.style === styleId)?.[0] || 0);
    }

    count(numId, ilvl) {
      const num = this.nums.get(numId);
      const levels = this.levelsOf(numId);
      if (!levels.has(String(ilvl))) return "";
      const abstract = this.abstractOf(numId);
      if (!this.counters.has(abstract)) this.counters.set(abstract, []);
      const counters = this.counters.get(abstract);
      if (num.overrides.size && !this.used.has(numId)) this.restart(num, counters);
      this.used.add(numId);
      const start = (at) => levels.get(String(at))?.start ?? 1;
      counters[ilvl] = counters[ilvl] === undefined ? start(ilvl) : counters[ilvl] + 1;
      counters.length = ilvl + 1;
      for (let at = 0; at < ilvl; at++) counters[at] ??= start(at);
      return this.write(levels, ilvl, counters);
    }

    restart(num, counters) {
      for (const [at, start] of num.overrides) counters[Number(at)] = start - 1;
    }

    write(levels, ilvl, counters) {
      const own = levels.get(String(ilvl));
      return own.text.replace(/%([1-9])/g, (_, place) => {
        const level = levels.get(String(place - 1)) || own;
        const write = !own.legal && Object.hasOwn(FORMATS, level.format) ? FORMATS[level.format] : String;
        return write(counters[place - 1] ?? 1);
      });
    }
  }

  Object.assign(draft, { DocxStyles: Styles, DocxNumbering: Numbering });
})();
