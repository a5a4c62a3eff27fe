/* What is inside a .docx or .odt, part by part: unzipped by zip.js and read by sax as it comes, with a limit on everything,
   so that no file can fill the memory or stop the page. Nothing outside the file is ever asked for. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const MOST_PARTS = 20000;
  const MOST_TEXT = 32 * 1024 * 1024; // bytes of one part, unzipped; 150 pages have about 4 MB
  const PIECE = 32 * 1024; // letters between two looks at the clock

  async function openPackage(file) {
    zip.configure({ useWebWorkers: false });
    const reader = new zip.ZipReader(new zip.BlobReader(file));
    const parts = new Map();
    try {
      for await (const entry of reader.getEntriesGenerator()) {
        if (parts.size >= MOST_PARTS) throw new draft.Refused("bomb");
        parts.set(entry.filename.replace(/^\//, ""), entry);
      }
    } catch (error) {
      throw error instanceof draft.Refused ? error : new draft.Refused("broken");
    }
    return parts;
  }

  /* Read one part into a handler with open, close and text; nothing where the part is not there. */
  async function readPart(parts, name, handler, names, breathe, tell = () => {}) {
    const entry = parts.get(name);
    if (!entry) return false;
    if (entry.encrypted) throw new draft.Refused("locked");
    if (entry.uncompressedSize > MOST_TEXT) throw new draft.Refused("bomb");
    const parser = draft.createParser(handler, names);
    const decoder = new TextDecoder();
    let size = 0;
    const feed = async (text) => {
      for (let at = 0; at < text.length; at += PIECE) {
        parser.write(text.slice(at, at + PIECE));
        await breathe();
      }
    };
    let failure;
    const target = new WritableStream({
      async write(bytes) {
        try {
          size += bytes.length;
          if (size > MOST_TEXT) throw new draft.Refused("bomb");
          await feed(decoder.decode(bytes, { stream: true }));
          tell(Math.min(1, size / (entry.uncompressedSize || size)));
        } catch (error) {
          failure = error;
          throw error;
        }
      },
    });
    try {
      await entry.getData(target, { checkSignature: false });
      parser.close();
    } catch (error) {
      throw failure || (error instanceof draft.Refused || error.name === "AbortError" ? error : new draft.Refused("broken"));
    }
    return true;
  }

  Object.assign(draft, { openPackage, readPart });
})();
