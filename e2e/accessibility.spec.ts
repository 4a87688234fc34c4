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
    test.slow();
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

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on a run that is edited, compared and read as JSON, ${colorScheme}`, async ({
    desk,
    client,
  }) => {
    test.slow();
    await desk.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const run = await client.create({ prompt: `looked at closely, ${colorScheme}` });
    await client.decide(run.run_id, "edit", { edits: { payload: { width: 640 } }, approve: false });
    await desk.goto(`/runs/${run.run_id}`);
    await desk.getByRole("button", { name: "Compare revision 1 with the present one" }).click();
    await expect(desk.getByText(/fields? differs?/).last()).toBeVisible();
    await desk.getByRole("group", { name: "How to show the payload" }).getByText("JSON").click();
    await expect(desk.getByRole("searchbox")).toBeVisible();
    await demandNoFindings(desk, "compared");
    await desk.getByRole("button", { name: /^Edit/ }).first().click();
    await desk.getByRole("textbox", { name: "Width" }).fill("9000");
    await expect(desk.getByText("1 problem", { exact: true })).toBeVisible();
    await demandNoFindings(desk, "edited");
    for (const model of ["sandbox:sandbox/sound", "sandbox:sandbox/text"]) {
      const answered = await client.create({ prompt: "an answer to look at", model });
      await client.decide(answered.run_id, "approve");
      await desk.goto(`/runs/${answered.run_id}`);
      await expect(desk.getByRole("heading", { name: "Answer", exact: true })).toBeVisible();
      await expect(desk.locator("main [data-slot=skeleton]")).toHaveCount(0);
      await demandNoFindings(desk, model);
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
