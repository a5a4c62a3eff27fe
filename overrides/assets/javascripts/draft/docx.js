/* document.xml of a .docx → blocks. Deleted text, field codes, fallbacks, notes and comments are not text; inserted text,
   text boxes and content controls are. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const WORD = ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];
  const NAMES = {
    ...Object.fromEntries(WORD.map((uri) => [uri, "w:"])),
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
  };
  const SKIPPED = new Set(["w:delText", "w:moveFrom", "mc:Fallback", "w:pPrChange", "w:rPrChange", "w:sectPr", "w:tblPr", "w:tblGrid"]);
  const on = (value) => !["0", "false", "off"].includes(value);

  class Body {
    constructor(styles, numbering, blocks) {
      Object.assign(this, { styles, numbering, blocks, path: [], skip: 0, paragraphs: [], runs: [], tables: [], controls: [], fields: [] });
      Object.assign(this, { page: 1, pages: false, tableCount: 0, carried: null });
    }

    open(name, attributes) {
      this.path.push(name);
      if (this.skip) this.skip += 1;
      else if (SKIPPED.has(name) || (name === "w:del" && this.path.at(-2) !== "w:rPr")) this.skip = 1;
      else this.element(name, attributes);
    }

    element(name, attributes) {
      const paragraph = this.paragraphs.at(-1);
      const run = this.runs.at(-1);
      if (name === "w:p") this.startParagraph();
      else if (name === "w:r") this.runs.push({ bold: undefined, hidden: false });
      else if (name === "w:tbl") this.tables.push(++this.tableCount);
      else if (name === "w:sdt") this.controls.push({});
      else if (name === "w:showingPlcHdr" && this.controls.length) this.controls.at(-1).placeholder = true;
      else if (name === "w:docPartGallery" && this.controls.length) this.controls.at(-1).toc = /contents/i.test(attributes.val || "");
      else if (name === "w:fldChar") this.field(attributes.fldCharType);
      else if (name === "w:lastRenderedPageBreak") this.turn();
      else if (this.path.includes("w:pPr")) this.paragraphProperty(name, attributes, paragraph);
      else if (run && this.path.at(-2) === "w:rPr") this.runProperty(name, attributes, run);
      else if (paragraph && run) this.content(name, attributes, paragraph, run);
    }

    paragraphProperty(name, { val }, paragraph) {
      if (!paragraph) return;
      if (name === "w:pStyle") paragraph.styleId = val;
      else if (name === "w:outlineLvl") paragraph.outline = Number(val);
      else if (name === "w:numId") paragraph.numId = val;
      else if (name === "w:ilvl") paragraph.ilvl = Number(val);
      else if (name === "w:del") paragraph.goesOn = true; // the mark is deleted: the next paragraph joins this one
    }

    runProperty(name, { val }, run) {
      if (name === "w:b") run.bold = on(val);
      else if (name === "w:vanish") run.hidden = on(val);
      else if (name === "w:rStyle" && run.bold === undefined) run.bold = this.styles.resolve(val).bold || undefined;
    }

    content(name, { type }, paragraph, run) {
      if (name === "w:tab") this.add("\t", paragraph, run);
      else if (name === "w:br" && type === "page") this.turn();
      else if (name === "w:br" || name === "w:cr") this.add("\n", paragraph, run);
      else if (name === "w:noBreakHyphen") this.add("-", paragraph, run);
    }

    text(text) {
      if (this.skip || !this.paragraphs.length) return;
      if (this.path.at(-1) === "w:instrText") this.fieldCode(text);
      else if (this.path.at(-1) === "w:t") this.add(text, this.paragraphs.at(-1), this.runs.at(-1) || {});
    }

    add(text, paragraph, run) {
      if (!run.hidden) paragraph.add(text, run.bold);
    }

    /* Word marks where pages ended when it last laid the document out. */
    turn() {
      this.page += 1;
      this.pages = true;
    }

    /* A field whose code begins with TOC is a table of contents, from this paragraph to the one where it ends. */
    fieldCode(text) {
      if (!this.fields.length) return;
      this.fields.at(-1).code += text;
      if (/^\s*TOC\b/.test(this.fields.at(-1).code)) this.fields.at(-1).toc = this.paragraphs.at(-1).place.toc = true;
    }

    field(type) {
      if (type === "begin") this.fields.push({ code: "" });
      else if (type === "end") this.fields.pop();
    }

    startParagraph() {
      const placeholder = this.controls.some((control) => control.placeholder);
      const toc = [...this.controls, ...this.fields].some((around) => around.toc);
      const place = { page: this.page, table: this.tables.at(-1) || 0, placeholder, toc };
      const paragraph = this.carried && !this.paragraphs.length ? this.carried : new draft.Paragraph(place);
      paragraph.goesOn = false;
      if (this.carried === paragraph) this.carried = null;
      this.paragraphs.push(paragraph);
    }

    close() {
      const name = this.path.pop();
      if (this.skip) {
        this.skip -= 1;
        return;
      }
      if (name === "w:p") this.endParagraph(this.paragraphs.pop());
      else if (name === "w:r") this.runs.pop();
      else if (name === "w:tbl") this.tables.pop();
      else if (name === "w:sdt") this.controls.pop();
    }

    endParagraph(paragraph) {
      if (paragraph.goesOn && !this.paragraphs.length) {
        this.carried = paragraph;
        return;
      }
      const style = this.styles.resolve(paragraph.styleId);
      const outline = paragraph.outline === undefined ? style.level : paragraph.outline < 9 ? paragraph.outline + 1 : 0;
      for (const run of paragraph.runs) run.bold ??= style.bold;
      const label = this.count(paragraph, style);
      Object.assign(paragraph, { level: outline || 0, style: style.name, number: label });
      paragraph.place.toc ||= style.toc;
      this.blocks.push(...paragraph.blocks());
    }

    count(paragraph, style) {
      const numId = paragraph.numId ?? style.numId;
      if (!numId || numId === "0") return "";
      const own = paragraph.ilvl ?? style.ilvl ?? this.numbering.levelOf(numId, style.numberedBy);
      return this.numbering.count(numId, own);
    }
  }

  /* The part that holds the text: word/document.xml unless the package says otherwise. */
  async function findMain(parts, breathe) {
    if (parts.has("word/document.xml")) return "word/document.xml";
    let target = "";
    const handler = {
      open: (name, { Type = "", Target = "" }) => {
        if (Type.endsWith("/officeDocument")) target = Target.replace(/^\//, "");
      },
      close() {},
      text() {},
    };
    await draft.readPart(parts, "_rels/.rels", handler, NAMES, breathe);
    return target;
  }

  async function readDocx(parts, breathe, tell) {
    const styles = new draft.DocxStyles();
    const numbering = new draft.DocxNumbering();
    const blocks = [];
    const main = await findMain(parts, breathe);
    const folder = main.replace(/[^/]*$/, "");
    await draft.readPart(parts, `${folder}styles.xml`, styles, NAMES, breathe);
    await draft.readPart(parts, `${folder}numbering.xml`, numbering, NAMES, breathe);
    const body = new Body(styles, numbering, blocks);
    if (!(await draft.readPart(parts, main, body, NAMES, breathe, tell))) throw new draft.Refused("unknown");
    if (!body.pages) for (const block of blocks) block.page = 0;
    return blocks;
  }

  draft.readDocx = readDocx;
})();
