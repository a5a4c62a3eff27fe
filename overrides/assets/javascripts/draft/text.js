/* Plain text and Markdown → blocks. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const BLOCK = { level: 0, number: "", style: "", bold: false, lead: 0, placeholder: false, toc: false, table: 0, page: 0 };
  const CONTENTS_LINE = /(?:\.\s?){4,}\s*\d+$|\t\s*\d{1,3}$/; // a line of a table of contents, with its page

  /* Each line is a paragraph: what is pasted from a word processor has no other. */
  function* readLines(text) {
    for (const line of text.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/)) {
      if (line.trim()) yield { ...BLOCK, text: line.trim(), toc: CONTENTS_LINE.test(line.trim()) };
    }
  }

  /* Letters of an inline token, and which of them are bold. */
  function readInline(token, paragraph) {
    let bold = 0;
    for (const child of token.children || []) {
      if (child.type === "strong_open") bold += 1;
      else if (child.type === "strong_close") bold -= 1;
      else if (child.type === "softbreak") paragraph.add(" ", bold > 0);
      else if (child.type === "hardbreak") paragraph.add("\n", bold > 0);
      else if (child.type === "text" || child.type === "code_inline") paragraph.add(child.content, bold > 0);
    }
  }

  function* readMarkdown(text) {
    const tokens = window.markdownit("default", { html: true, linkify: false }).disable(["html_block", "html_inline"]).parse(withoutComments(text), {});
    let [level, table] = [0, 0];
    let inTable = false;
    for (const token of tokens) {
      if (token.type === "heading_open") level = Number(token.tag.slice(1));
      else if (token.type === "heading_close") level = 0;
      else if (token.type === "table_open") [inTable, table] = [true, table + 1];
      else if (token.type === "table_close") inTable = false;
      else if (token.type === "fence" || token.type === "code_block") yield* readLines(token.content);
      else if (token.type === "inline") {
        const paragraph = new draft.Paragraph({ page: 0, table: inTable ? table : 0, placeholder: false, toc: false });
        paragraph.level = level;
        readInline(token, paragraph);
        yield* paragraph.blocks();
      }
    }
  }

  const withoutComments = (text) => text.replace(/^---\n[\s\S]*?\n---\n/, "").replace(/<!--[\s\S]*?-->/g, "");

  Object.assign(draft, { readLines, readMarkdown });
})();
