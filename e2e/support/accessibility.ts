import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const levels = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** What can be wrong in one theme and right in the other: themes change colours and nothing else. */
const ofColours = ["color-contrast", "link-in-text-block"];

/** axe finds nothing in what the page shows now, in either theme. */
export async function demandNoFindings(page: Page, where: string): Promise<void> {
  await showAll(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
    const axe = new AxeBuilder({ page })
      // What is in order is not described one by one: that took more than finding what is not.
      .options({ resultTypes: ["violations"] })
      // Without it axe opens a second page for each look, to put together what it found in frames; there are none.
      .setLegacyMode();
    const { violations } = await (colorScheme === "light"
      ? axe.withTags(levels)
      : axe.withRules(ofColours)
    ).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
    expect(found, colorScheme).toEqual([]);
  }
}

/** What is skipped while it is out of sight keeps the colours of the theme before: said once to a page. */
async function showAll(page: Page): Promise<void> {
  const told = await page.evaluate(() => {
    const before = "allShown" in document.documentElement.dataset;
    document.documentElement.dataset.allShown = "";
    return before;
  });
  if (!told) await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
}

/** Nothing of the page reaches beyond its window; else what does is named. */
export async function demandNoOverflow(page: Page, where: string): Promise<void> {
  const beyond = () =>
    page.evaluate(() => {
      const { scrollWidth } = document.documentElement;
      if (scrollWidth <= window.innerWidth) return [];
      const beyond = [...document.body.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
        .map((element) => `${element.tagName}: ${element.textContent.slice(0, 40)}`);
      return [`The page is ${scrollWidth} wide`, ...beyond];
    });
  // Just after the window changes, rules of the width before hold until it is drawn anew.
  await expect.poll(beyond, { message: where }).toEqual([]);
}

/** Everything the Tab key stops at shows that it has the focus, in either theme and in forced colours. */
export async function demandVisibleFocus(page: Page, where: string): Promise<void> {
  // What is focused after a key shows it; after a click it need not.
  await page.keyboard.press("Tab");
  for (const media of [
    { colorScheme: "light", forcedColors: "none" },
    { colorScheme: "dark", forcedColors: "none" },
    { colorScheme: "dark", forcedColors: "active" },
  ] as const) {
    await page.emulateMedia({ ...media, reducedMotion: "reduce" });
    const unmarked = await page.evaluate(() => {
      const outlined = (element: Element | null, pseudo?: string) => {
        if (!element) return false;
        const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element, pseudo);
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1 && opacity !== "0";
      };
      const ringed = (element: Element | null) =>
        element !== null && /0px 0px 0px [1-9]/.test(getComputedStyle(element).boxShadow);
      const layer = document.querySelector("[role=dialog][data-state=open]") ?? document.body;
      return [
        ...layer.querySelectorAll<HTMLElement>(
          "a[href], button, input, select, textarea, summary, [tabindex]",
        ),
      ]
        .filter(
          (element) => element.tabIndex >= 0 && element.checkVisibility() && !element.matches(":disabled"),
        )
        .filter((element) => {
          element.focus();
          if (document.activeElement !== element) return false;
          const shown =
            outlined(element) ||
            outlined(element, "::after") ||
            outlined(element.closest("label")) ||
            (element.matches("[type=range]") && ringed(element.parentElement));
          return !shown;
        })
        .map((element) => element.outerHTML.slice(0, 160));
    });
    expect(unmarked, `${where}, ${JSON.stringify(media)}`).toEqual([]);
  }
  await page.emulateMedia({ forcedColors: "none" });
}
