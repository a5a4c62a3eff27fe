/* content.xml of an .odt → blocks. Deleted text, notes and comments are not text; text boxes are. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const NAMES = Object.fromEntries(
    ["office", "style", "text", "table", "draw", "manifest"].map((name) => [`urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`, `${name}:`]),
  );
  const SKIPPED = new Set([
    "text:tracked-changes", "text:note", "office:annotation", "office:forms", "text:sequence-decls", "draw:object", "text:index-title-template",
    "text:table-of-content-source", "text:alphabetical-index", "text:bibliography",
  ]);
  const MOST_SPACES = 100;

  class Content {
    constructor(styles, blocks) {
      Object.assign(this, { styles, blocks, path: [], skip: 0, paragraphs: [], spans: [], lists: [], tables: [] });
      Object.assign(this, { inBody: false, page: 1, pages: false, tableCount: 0, toc: 0, placeholders: 0 });
    }

    open(name, attributes) {
      this.path.push(name);
      if (this.skip) this.skip += 1;
      else if (SKIPPED.has(name)) this.skip = 1;
      else if (name === "office:body") this.inBody = true;
      else if (this.inBody) this.element(name, attributes);
      else this.styles.open(name, attributes);
    }

    element(name, attributes) {
      const paragraph = this.paragraphs.at(-1);
      if (name === "text:p" || name === "text:h") this.startParagraph(name, attributes);
      else if (name === "text:list") this.startList(attributes);
      else if (name === "text:list-item") this.lists.at(-1).fresh = true;
      else if (name === "table:table") this.tables.push(++this.tableCount);
      else if (name === "text:table-of-content") this.toc += 1;
      else if (name === "text:placeholder") this.placeholders += 1;
      else if (name === "text:soft-page-break") this.turn();
      else if (paragraph) this.content(name, attributes, paragraph);
    }

    content(name, attributes, paragraph) {
      if (name === "text:span") this.spans.push(this.styles.isBold("text", attributes["style-name"]));
      else if (name === "text:s") this.add(" ".repeat(Math.min(MOST_SPACES, Number(attributes.c) || 1)), paragraph);
      else if (name === "text:tab") this.add("\t", paragraph);
      else if (name === "text:line-break") this.add("\n", paragraph);
    }

    turn() {
      this.page += 1;
      this.pages = true;
    }

    startList(attributes) {
      const own = attributes["style-name"] || this.lists.at(-1)?.style;
      const goesOn = attributes["continue-numbering"] === "true" || attributes["continue-list"];
      if (!this.lists.length && own && !goesOn) this.styles.restart(own);
      this.lists.push({ style: own, fresh: false });
    }

    startParagraph(name, attributes) {
      const paragraph = new draft.Paragraph({ page: this.page, table: this.tables.at(-1) || 0, placeholder: false, toc: this.toc > 0 });
      const style = attributes["style-name"];
      const outline = name === "text:h" ? Number(attributes["outline-level"] || 1) : this.styles.outlineOf(style);
      const title = this.styles.nameOf(style).toLowerCase() === "title";
      Object.assign(paragraph, { level: Math.min(9, outline || (title ? 1 : 0)), style: this.styles.nameOf(style) });
      paragraph.bold = this.styles.isBold("paragraph", style);
      paragraph.number = attributes["is-list-header"] === "true" ? "" : this.count(name, style, outline);
      this.paragraphs.push(paragraph);
    }

    /* Only the first paragraph of a list item is counted; a heading outside lists is counted by the outline. */
    count(name, style, outline) {
      const item = this.lists.at(-1);
      if (item) {
        if (!item.fresh) return "";
        item.fresh = false;
        return this.styles.count(item.style, this.lists.length);
      }
      const list = this.styles.listOf(style);
      if (list) return this.styles.count(list, outline || 1);
      return name === "text:h" ? this.styles.count(undefined, outline) : "";
    }

    text(text) {
      const paragraph = this.paragraphs.at(-1);
      if (!this.skip && paragraph && this.inText()) this.add(text.replace(/\s+/g, " "), paragraph);
    }

    inText() {
      const last = this.path.at(-1);
      return last.startsWith("text:") && last !== "text:number";
    }

    add(text, paragraph) {
      if (this.placeholders) paragraph.place.placeholder = true;
      paragraph.add(text, this.spans.findLast((bold) => bold !== undefined) ?? paragraph.bold);
    }

    close() {
      const name = this.path.pop();
      if (this.skip) this.skip -= 1;
      else if (name === "office:body") this.inBody = false;
      else if (!this.inBody) this.styles.close(name);
      else if (name === "text:p" || name === "text:h") this.endParagraph(this.paragraphs.pop());
      else if (name === "text:span" && this.paragraphs.length) this.spans.pop();
      else if (name === "text:list") this.lists.pop();
      else if (name === "table:table") this.tables.pop();
      else if (name === "text:table-of-content") this.toc -= 1;
      else if (name === "text:placeholder") this.placeholders -= 1;
    }

    endParagraph(paragraph) {
      this.blocks.push(...paragraph.blocks());
    }
  }

  /* styles.xml ends its elements without a name in our handler's words, so it keeps a path of its own. */
  class Head {
    constructor(styles) {
      Object.assign(this, { styles, path: [] });
    }

    open(name, attributes) {
      this.path.push(name);
      this.styles.open(name, attributes);
    }

    close() {
      this.styles.close(this.path.pop());
    }

    text() {}
  }

  async function refuseLocked(parts, breathe) {
    const handler = {
      open(name) {
        if (name === "manifest:encryption-data") throw new draft.Refused("locked");
      },
      close() {},
      text() {},
    };
    if (parts.has("encrypted-package")) throw new draft.Refused("locked");
    await draft.readPart(parts, "META-INF/manifest.xml", handler, NAMES, breathe);
  }

  async function readOdt(parts, breathe, tell) {
    const styles = new draft.OdtStyles();
    const blocks = [];
    await refuseLocked(parts, breathe);
    await draft.readPart(parts, "styles.xml", new Head(styles), NAMES, breathe);
    const content = new Content(styles, blocks);
    if (!(await draft.readPart(parts, "content.xml", content, NAMES, breathe, tell))) throw new draft.Refused("unknown");
    if (!content.pages) for (const block of blocks) block.page = 0;
    return blocks;
  }

  draft.readOdt = readOdt;
})();
