import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** Signs the run that stands there as a reviewer does: once it was drawn, and no sooner than a person could press. */
export async function signByKeys(page: Page): Promise<void> {
  // A tab that is behind another draws nothing.
  await page.bringToFront();
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeEnabled();
  await drawn(page);
  await page.keyboard.press("a");
  await drawn(page);
  await page.keyboard.press("Enter");
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
