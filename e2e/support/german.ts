import type { Browser, Page } from "@playwright/test";

/** Words that stand in nearly every English sentence and in no German one. */
const english =
  /\b(the|is|are|and|of|this|that|its|it|to|with|for|by|you|your|has|have|been|which|nobody|cannot|could|from|than|or)\b/i;

/** The lines of a page that are English, its labels and hints too; code is nobody's language. */
export async function englishLines(page: Page): Promise<string[]> {
  const hints = await page.evaluate(() => {
    for (const code of document.querySelectorAll("pre, code")) code.remove();
    for (const folded of document.querySelectorAll("details")) folded.open = true;
    return [...document.querySelectorAll("[title], [aria-label], [placeholder]")].flatMap((element) =>
      ["title", "aria-label", "placeholder"].flatMap((name) => element.getAttribute(name) ?? []),
    );
  });
  // biome-ignore lint/performance/useDomNodeTextContent: its lines are what a reader sees
  const lines = (await page.locator("body").innerText()).split("\n");
  return [...lines, ...hints].filter((line) => english.test(line));
}

/** A page of somebody whose browser asks for German. */
export async function germanPage(browser: Browser, url: string, signIn: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ baseURL: url, locale: "de-DE" });
  const page = await context.newPage();
  await signIn(page);
  return page;
}
