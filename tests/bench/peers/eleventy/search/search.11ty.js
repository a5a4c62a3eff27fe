const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

export const data = { permalink: "/index.json", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  return JSON.stringify(collections.texts.map((page) => ({
    location: page.url,
    title: page.data.title,
    text: plain(page.content),
  })));
}
