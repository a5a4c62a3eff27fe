// A smoke test in Firefox: node firefox.mjs <firefox> <site address>. Prints what it saw as JSON.
import puppeteer from "puppeteer-core";

const [executablePath, site] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`${site}8580-500/2.1/`);
  const heading = await page.$eval("h1", (element) => element.textContent.trim());
  await page.click(".md-search__input");
  await page.type(".md-search__input", "criticaly review");
  await page.waitForSelector(".md-search-result__link", { timeout: 15000 });
  const first = await page.$eval(".md-search-result__link", (element) => element.getAttribute("href"));
  console.log(JSON.stringify({ heading, first }));
} finally {
  await browser.close();
}
