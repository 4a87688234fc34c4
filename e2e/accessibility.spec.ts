import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

async function demandNoFindings(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
  expect(found).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ desk, client }) => {
    await desk.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const waiting = await client.create({ prompt: `a page to look at, ${colorScheme}` });
    const done = await client.create({ prompt: "finished", hitl_config: { policy: "auto" } });
    const pages: [string, RegExp][] = [
      [`/?run=${waiting.run_id}`, /Approve/],
      [`/runs/${waiting.run_id}`, /Approve/],
      [`/runs/${done.run_id}`, /Completed/],
      ["/runs", /finished/],
      ["/new", /What should do the work/],
      ["/nowhere", /./],
    ];
    for (const [path, ready] of pages) {
      await desk.goto(path);
      await expect(desk.getByText(ready).first()).toBeVisible();
      await demandNoFindings(desk, path);
    }
  });
}

test("axe finds nothing on the sign-in page, and the desk fits 360 pixels", async ({
  page,
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "narrow" });
  await desk.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/", `/runs/${run.run_id}`, "/new", "/runs"]) {
    await desk.goto(path);
    await expect(desk.getByRole("banner")).toBeVisible();
    const overflow = await desk.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await demandNoFindings(page, "/sign-in");
});
