export function render(data) {
  const site = "Guide to many fictional units";
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${this.escape(data.title)} · ${site}</title>
<link rel="canonical" href="https://bench.example${data.page.url}">
<link rel="stylesheet" href="/site.css">
</head>
<body>
<header><a href="/">${site}</a></header>
<nav aria-label="Main menu">
<ul>
${this.menu(data.collections.texts, data.unit)}</ul>
</nav>
<main><article>
${data.content}
</article></main>
</body>
</html>
`;
}
