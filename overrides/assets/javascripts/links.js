/* What a verifier takes away: criteria as a bundle of links, and phrases for what is missing, each as clipboard flavours by
   media type. Pure functions but for the elements that hold rich text. */
(() => {
  "use strict";
  const PLAIN = "text/plain";
  const RICH = "text/html";
  const RISKY = /^[=+\-@\t\r]/; // what a spreadsheet may take for the beginning of a formula
  const HEADER = ["Reference", "Topic", "Wording", "Link", "Guidance edition"];

  function make(name, ...children) {
    const element = document.createElement(name);
    element.append(...children);
    return element;
  }

  const toHtml = (...nodes) => make("div", ...nodes).innerHTML;
  const list = (members) => make("ul", ...members.map((nodes) => make("li", ...nodes)));
  const cite = () => window.centreGuideCite; // read when it is used: cite.js comes later in the page
  const linked = (cited) => cite().linked(cited);
  const plain = (cited) => cite().plain(cited)[PLAIN];
  const markdown = (cited) => cite().markdown(cited)[PLAIN];

  function cell(text) {
    const safe = RISKY.test(text) ? ` ${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  /* Rows for a spreadsheet; a reference holds the unit, so that no 1.10 turns into 1.1. */
  function toCsv(bundle, edition) {
    const rows = bundle.map(({ reference, topic, wording, address }) => [reference, topic, wording, address, edition]);
    return [HEADER, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  }

  /* Each member of a bundle has what its citation has (address, label, rest), its reference, topic and wording. */
  const BUNDLE = {
    plain: (bundle) => ({ [PLAIN]: bundle.map(plain).join("\n") }),
    rich: (bundle) => ({ [RICH]: toHtml(list(bundle.map(linked))), ...BUNDLE.plain(bundle) }),
    markdown: (bundle) => ({ [PLAIN]: bundle.map((cited) => `- ${markdown(cited)}`).join("\n") }),
  };

  /* Each gap has the citation of its criterion and the phrases for the parts that are missing. */
  const GAPS = {
    plain: (gaps) => ({
      [PLAIN]: gaps.map(({ cited, phrases }) => [plain(cited), ...phrases.map((one) => `- ${one}`)].join("\n")).join("\n\n"),
    }),
    rich: (gaps) => ({ [RICH]: toHtml(...showGaps(gaps)), ...GAPS.plain(gaps) }),
    markdown: (gaps) => ({
      [PLAIN]: gaps
        .map(({ cited, phrases }) => `${markdown(cited)}\n\n${phrases.map((one) => `- ${cite().escapeMarkdown(one)}`).join("\n")}`)
        .join("\n\n"),
    }),
  };

  /* The feedback as nodes: for the page and for rich text alike. */
  function showGaps(gaps) {
    return gaps.flatMap(({ cited, phrases }) => [make("p", ...linked(cited)), list(phrases.map((one) => [one]))]);
  }

  const showBundle = (bundle) => [list(bundle.map(linked))];

  window.centreGuideLinks = { BUNDLE, GAPS, showBundle, showGaps, toCsv };
})();
