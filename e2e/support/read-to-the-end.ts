import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** Presses on until nothing is left to be shown; the button goes by itself as the last end comes into view. */
export async function readToTheEnd(page: Page): Promise<void> {
  const rest = page.getByRole("button", { name: /^Show the rest/ });
  await expect
    .poll(
      async () => {
        await rest.click({ timeout: 1_000 }).catch(() => {});
        return rest.isVisible();
      },
      { timeout: 60_000 },
    )
    .toBe(false);
}
