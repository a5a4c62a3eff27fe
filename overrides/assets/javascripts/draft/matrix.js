/* Verdicts → the evidence matrix to take away: one table of text, written as CSV or as a workbook. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;

  const COLUMNS = [
    ["Criterion", 18], ["Wording", 60], ["Verdict", 22], ["Where in my document", 40], ["Words", 9], ["Heading that matched", 60], ["Evidence to point to", 50],
    ["What to look at", 60],
  ];

  /* Every cell is text, so that 1.10 stays 1.10; words are counted as numbers. */
  function listRows(result, unit) {
    return result.criteria.map((verdict) => {
      const criterion = unit.criteria.find(({ id }) => id === verdict.id);
      const places = verdict.places.map((place) => draft.say.where(place.where)).join("; ");
      const headings = verdict.places.map(({ heading }) => heading).join("; ");
      const evidence = criterion.evidence.filter(({ needed }) => needed).map(({ name }) => name).join("; ");
      const look = [...draft.say.details(verdict)].slice(verdict.places.length).join(" ");
      return [criterion.label, criterion.wording, draft.VERDICTS[verdict.status], places, verdict.words, headings, evidence, look];
    });
  }

  /* What a spreadsheet would take for a formula gets a space in front, as in the downloads. */
  const guard = (text) => (/^[\s]*[=+@\t\r-]/.test(text) ? ` ${text}` : text);
  const cell = (value) => `"${(typeof value === "number" ? String(value) : guard(value)).replace(/"/g, '""')}"`;

  function toCsv(rows) {
    const lines = [COLUMNS.map(([name]) => name), ...rows].map((row) => row.map(cell).join(","));
    return new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });
  }

  // ---- a workbook: the smallest that spreadsheets open, every text inline ----

  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const XLSX = `${TYPE}.sheet`;

  /* Text that may stand in XML: nothing it forbids, nothing that could end an element. */
  const escape = (text) => text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

  const MOST = 32000; // letters a cell may hold

  function toCell(value, row, column, style) {
    const place = `${String.fromCharCode(65 + column)}${row}`;
    if (typeof value === "number") return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escape(value.slice(0, MOST))}</t></is></c>`;
  }

  function toSheet(rows, note) {
    const filled = [COLUMNS.map(([name]) => name), ...rows, [], [note]];
    const lines = filled.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => toCell(value, at + 1, column, at ? 2 : 1)).join("")}</row>`);
    const widths = COLUMNS.map(([, width], at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("");
    return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>${lines.join("")}</sheetData></worksheet>`;
  }

  const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

  const part = (name, type) => `<Override PartName="/${name}" ContentType="${TYPE}.${type}+xml"/>`;
  const link = (id, type, target) => `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`;
  const links = (...all) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;

  function listParts(rows, note) {
    return {
      "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("xl/workbook.xml", "sheet.main")}${part("xl/worksheets/sheet1.xml", "worksheet")}${part("xl/styles.xml", "styles")}</Types>`,
      "_rels/.rels": links(link("r1", "officeDocument", "xl/workbook.xml")),
      "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="Evidence matrix" sheetId="1" r:id="r1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": links(link("r1", "worksheet", "worksheets/sheet1.xml"), link("r2", "styles", "styles.xml")),
      "xl/styles.xml": STYLES,
      "xl/worksheets/sheet1.xml": toSheet(rows, note),
    };
  }

  async function toXlsx(rows, note) {
    zip.configure({ useWebWorkers: false });
    const writer = new zip.ZipWriter(new zip.BlobWriter(XLSX), { extendedTimestamp: false, dataDescriptor: false });
    for (const [name, text] of Object.entries(listParts(rows, note))) await writer.add(name, new zip.TextReader(text));
    return writer.close();
  }

  draft.matrix = { listRows, toCsv, toXlsx };
})();
