// The same small layout as for the other generators: the unit that is read with its criteria, and the other pages.
const LONG = 12;

const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const line = (page, inside = "") => `<li><a href="${page.url}">${escape(page.data.topic)}</a>${inside}</li>\n`;

export default function (settings) {
  let menu;

  function makeMenu(pages) {
    const units = new Map();
    for (const page of pages) {
      if (page.data.unit && page.data.unit_page) units.set(page.data.unit, { page, criteria: [] });
    }
    for (const page of [...pages].sort((one, other) => one.data.weight - other.data.weight)) {
      if (page.data.unit && !page.data.unit_page) units.get(page.data.unit).criteria.push(page);
    }
    const open = new Map();
    for (const [name, { page, criteria }] of units) {
      open.set(name, line(page, `<ul>\n${criteria.map((criterion) => line(criterion)).join("")}</ul>`));
    }
    const long = units.size > LONG;
    const others = pages.filter((page) => page.data.top && !page.data.unit).map((page) => line(page)).join("");
    const closed = new Map([...units].map(([name, { page }]) => [name, line(page)]));
    return (own) => {
      const listed = [...units.keys()].filter((name) => !long || name === own);
      const lines = listed.map((name) => (name === own ? open : closed).get(name)).join("");
      return lines + (long ? `<li><a href="/#units">All ${units.size} units</a></li>\n` : "") + others;
    };
  }

  settings.addCollection("texts", (collections) => collections.getFilteredByTag("text"));
  settings.on("eleventy.before", () => { menu = undefined; });
  settings.addJavaScriptFunction("menu", (pages, own) => (menu ??= makeMenu(pages))(own));
  settings.addJavaScriptFunction("escape", escape);
  settings.setInputDirectory("content");
  settings.setIncludesDirectory("../layouts");
  settings.setOutputDirectory("out");
  settings.setTemplateFormats(["md", "11ty.js"]);
  settings.setQuietMode(true);
  settings.configureErrorReporting?.({ allowMissingExtensions: true });
  return { markdownTemplateEngine: false };
}
