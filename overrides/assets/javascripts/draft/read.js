/* A file a reader has chosen, or text they have pasted → blocks (paragraph.js says what a block holds). What a file is
   shows in its first bytes; the name only tells Markdown from other text. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const LARGEST_FILE = 200 * 1024 * 1024;
  const LARGEST_TEXT = 8 * 1024 * 1024;
  const HEAD = 512;
  const SLICE = 200; // lines between two looks at the clock

  const startsWith = (bytes, signs) => signs.every((sign, at) => bytes[at] === sign);

  function kindOf(bytes) {
    const text = String.fromCharCode(...bytes);
    if (startsWith(bytes, [0x50, 0x4b, 3, 4])) return "package";
    if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return "compound"; // locked by Word, or a .doc
    if (text.startsWith("%PDF")) return "pdf";
    if (text.startsWith("{\\rtf")) return "rtf";
    if (startsWith(bytes, [0x50, 0x4b])) return "broken";
    const wide = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
    return text.includes("\0") && !wide ? "unknown" : "text";
  }

  async function readFile(file, breathe, tell) {
    const kind = kindOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
    if (!file.size) throw new draft.Refused("empty");
    if (file.size > (kind === "text" ? LARGEST_TEXT : LARGEST_FILE)) throw new draft.Refused("huge");
    if (kind === "package") return readPackage(file, breathe, tell);
    if (kind !== "text") throw new draft.Refused(kind);
    return readText(decode(new Uint8Array(await file.arrayBuffer())), /\.(md|markdown)$/i.test(file.name), breathe, tell);
  }

  async function readPackage(file, breathe, tell) {
    const parts = await draft.openPackage(file);
    if (parts.has("content.xml") || parts.has("encrypted-package")) return draft.readOdt(parts, breathe, tell);
    if (parts.has("word/document.xml") || parts.has("_rels/.rels")) return draft.readDocx(parts, breathe, tell);
    throw new draft.Refused("unknown");
  }

  /* UTF-8 or UTF-16 where it says so, else what older Windows programs write. */
  function decode(bytes) {
    if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder("utf-16le").decode(bytes);
    if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder("utf-16be").decode(bytes);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }

  async function readText(text, isMarkdown, breathe, tell = () => {}) {
    if (text.length > LARGEST_TEXT) throw new draft.Refused("huge");
    const markdown = isMarkdown || /^#{1,6} \S/m.test(text);
    const blocks = [];
    for (const block of markdown ? draft.readMarkdown(text) : draft.readLines(text)) {
      blocks.push(block);
      if (blocks.length % SLICE === 0) await breathe();
    }
    tell(1);
    return blocks;
  }

  Object.assign(draft, { readFile, readText });
})();
