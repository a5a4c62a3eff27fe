/* Styles and lists of an .odt, from styles.xml and the head of content.xml: what a style makes of a paragraph, and what
   the word processor counts in front of it. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const LONGEST_CHAIN = 20;
  const STYLES = new Set(["style:style", "style:default-style"]);
  const LISTS = new Set(["text:list-style", "text:outline-style"]);
  const LEVELS = new Set(["text:list-level-style-number", "text:outline-level-style"]);
  const OUTLINE = "\u0000outline";

  /* Handler of the parts that define styles; `open` and `close` return whether they took the element. */
  class Styles {
    constructor() {
      Object.assign(this, { styles: new Map(), lists: new Map(), counters: new Map(), style: null, list: null });
    }

    open(name, attributes) {
      if (STYLES.has(name)) this.startStyle(attributes);
      else if (name === "style:text-properties" && this.style) this.style.weight = attributes["font-weight"];
      else if (LISTS.has(name)) this.startList(name, attributes);
      else if (LEVELS.has(name) && this.list) this.startLevel(attributes);
    }

    startStyle(attributes) {
      const style = {
        name: attributes["display-name"] || attributes.name, parent: attributes["parent-style-name"],
        outline: Number(attributes["default-outline-level"] || 0), list: attributes["list-style-name"],
      };
      this.style = style;
      this.styles.set(`${attributes.family}/${attributes.name || ""}`, style);
    }

    startList(name, attributes) {
      this.list = new Map();
      this.lists.set(name === "text:outline-style" ? OUTLINE : attributes.name, this.list);
    }

    startLevel(attributes) {
      this.list.set(Number(attributes.level), {
        format: attributes["num-format"] || "", prefix: attributes["num-prefix"] || "", suffix: attributes["num-suffix"] || "",
        shown: Number(attributes["display-levels"] || 1), start: Number(attributes["start-value"] || 1),
      });
    }

    close(name) {
      if (STYLES.has(name)) this.style = null;
      if (LISTS.has(name)) this.list = null;
    }

    text() {}

    chain(family, name) {
      const chain = [];
      for (let at = `${family}/${name}`; this.styles.has(at) && chain.length < LONGEST_CHAIN; at = `${family}/${chain.at(-1).parent}`) {
        chain.push(this.styles.get(at));
      }
      return chain;
    }

    isBold(family, name) {
      const weight = this.chain(family, name).find((style) => style.weight)?.weight;
      return weight === undefined ? undefined : weight === "bold" || Number(weight) >= 600;
    }

    /* The name readers see; automatic styles such as P7 stand for the style they are made from. */
    nameOf(name) {
      const chain = this.chain("paragraph", name);
      const own = chain.find((style) => !/^P\d+$/.test(style.name));
      return (own?.name || name || "").replace(/_20_/g, " ");
    }

    listOf(name) {
      return this.chain("paragraph", name).find((style) => style.list)?.list;
    }

    outlineOf(name) {
      return this.chain("paragraph", name).find((style) => style.outline)?.outline || 0;
    }

    /* The label of the next paragraph at a level, counted from 1, of a list or of the outline. */
    count(list, level) {
      const levels = this.lists.get(list ?? OUTLINE);
      const own = levels?.get(level);
      if (!own) return "";
      const key = list ?? OUTLINE;
      if (!this.counters.has(key)) this.counters.set(key, []);
      const counters = this.counters.get(key);
      counters[level] = counters[level] === undefined ? own.start : counters[level] + 1;
      counters.length = level + 1;
      if (!own.format) return "";
      const shown = [];
      for (let at = Math.max(1, level - own.shown + 1); at <= level; at++) shown.push(counters[at] ?? levels.get(at)?.start ?? 1);
      return `${own.prefix}${shown.join(".")}${own.suffix}`;
    }

    /* A list that does not go on from the one before counts from the start. */
    restart(list) {
      this.counters.delete(list);
    }
  }

  draft.OdtStyles = Styles;
})();
