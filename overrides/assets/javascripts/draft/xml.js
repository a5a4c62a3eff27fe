/* XML as it comes: elements are named by their namespace, whatever prefix a program chose; a document type, and with it
   every entity, is refused. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const DEEPEST = 400;
  const LONGEST = 32 * 1024 * 1024; // letters of one attribute or text; package.js limits the whole

  /* Why a file cannot be checked; page.js has the words for each reason. */
  class Refused extends Error {
    constructor(reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /* Which prefix stands for which namespace, element by element. sax can do this too, at three times the cost. */
  class Prefixes {
    constructor(names) {
      Object.assign(this, { names, prefixes: { "": "" }, short: new Map(), before: [] });
    }

    enter(attributes, depth) {
      for (const name in attributes) {
        if (!name.startsWith("xmlns")) continue;
        if (this.before.at(-1)?.depth !== depth) {
          this.before.push({ depth, prefixes: this.prefixes });
          this.prefixes = { ...this.prefixes };
        }
        this.prefixes[name.slice(6)] = Object.hasOwn(this.names, attributes[name]) ? this.names[attributes[name]] : `${attributes[name]}#`;
        this.short.clear();
      }
    }

    leave(depth) {
      if (this.before.at(-1)?.depth !== depth) return;
      this.prefixes = this.before.pop().prefixes;
      this.short.clear();
    }

    nameOf(raw) {
      let name = this.short.get(raw);
      if (name === undefined) {
        const at = raw.indexOf(":");
        name = (this.prefixes[raw.slice(0, Math.max(0, at))] ?? "") + raw.slice(at + 1);
        this.short.set(raw, name);
      }
      return name;
    }
  }

  const local = new Map(); // names of attributes without their prefix

  function strip(attributes) {
    const plain = {};
    for (const name in attributes) {
      if (!local.has(name)) local.set(name, name.slice(name.indexOf(":") + 1));
      plain[local.get(name)] = attributes[name];
    }
    return plain;
  }

  /* A handler has open(name, attributes), close() and text(text); `names` maps a namespace to what stands before a name. */
  function createParser(handler, names) {
    sax.MAX_BUFFER_LENGTH = LONGEST;
    local.clear();
    const parser = sax.parser(true, { position: false, strictEntities: true });
    const prefixes = new Prefixes(names);
    let depth = 0;
    const refuse = (reason) => () => {
      throw new Refused(reason);
    };
    parser.onerror = refuse("broken");
    parser.ondoctype = refuse("doctype");
    parser.onopentag = ({ name, attributes }) => {
      if (++depth > DEEPEST) throw new Refused("bomb");
      prefixes.enter(attributes, depth);
      handler.open(prefixes.nameOf(name), strip(attributes));
    };
    parser.onclosetag = () => {
      handler.close();
      prefixes.leave(depth);
      depth -= 1;
    };
    parser.ontext = parser.oncdata = (text) => handler.text(text);
    return parser;
  }

  Object.assign(draft, { createParser, Refused });
})();
