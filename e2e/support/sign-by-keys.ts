import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** How often a key is pressed at most: what a page draws anew as it is pressed takes it, and seldom twice. */
const mostPresses = 5;

/** Signs the run that stands there as a reviewer does: once it was drawn, and no sooner than a person could press. */
export async function signByKeys(page: Page): Promise<void> {
  // A tab that is behind another draws nothing.
  await page.bringToFront();
  const approve = page.getByRole("button", { name: /^Approve/ });
  await expect(approve).toBeEnabled();
  await drawn(page);
  await page.keyboard.press("a");
  await drawn(page);
  for (let presses = 0; presses < mostPresses; presses++) {
    await page.keyboard.press("Enter");
    await drawn(page);
    if (!(await waitsForEnter(page))) return;
  }
}

/**
 * Whether the pen is still where it was, and nobody said anything: Enter came while a part was drawn anew, when nothing
 * is signed, and whoever pressed it presses again.
 */
function waitsForEnter(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return (
      activeElement instanceof HTMLButtonElement &&
      !activeElement.disabled &&
      activeElement.textContent.startsWith("Approve") &&
      activeElement.closest("footer")?.querySelector("[role=alert]") === null
    );
  });
}

/** Resolves once two frames with what is there now were drawn. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );
}
