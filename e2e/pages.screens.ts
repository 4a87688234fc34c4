import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** Takes a page's picture in both themes, wide and narrow. */
async function take(page: Page, name: string, path: string, ready: RegExp): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await page.goto(path);
      await expect(page.getByText(ready).first()).toBeVisible();
      // Parts whose code comes later stand in with a skeleton until they are there.
      await expect(page.locator("main [data-slot=skeleton]")).toHaveCount(0);
      for (const picture of await page.locator("main img").all()) {
        await expect(picture).toHaveJSProperty("complete", true);
      }
      await page.screenshot({ path: `docs/screens/${name}-${colorScheme}-${size}.png` });
    }
  }
}

test("the pages of the desk", async ({ desk, client, browser, server }) => {
  const prompts = [
    "a lighthouse made of paper at dusk, with a small boat passing",
    "an owl reading by candlelight, woodcut",
    "the harbour at low tide, seen from the crane",
  ];
  for (const prompt of prompts) await client.create({ prompt });
  await client.create({ prompt: "write a short welcome for the spring fair", model: "sandbox:sandbox/text" });
  const costly = await client.create({
    prompt: "portrait of a fox in a raincoat",
    model: "replicate:black-forest-labs/flux-schnell",
    hitl_config: { policy: "auto_with_thresholds", review_thresholds: { cost_max_usd: 0.001 } },
  });
  const answered = await client.create({ prompt: "paper boats on a still lake, early morning" });
  await client.decide(answered.run_id, "approve");
  await client.create({ prompt: "a tin robot watering tulips", hitl_config: { policy: "auto" } });

  await take(desk, "inbox", `/?run=${answered.run_id}`, /Approve/);
  await take(desk, "payload", `/runs/${costly.run_id}`, /Approve/);
  await take(desk, "runs", "/runs", /a tin robot/);
  await take(desk, "new-run", "/new", /What should do the work/);
  const stranger = await browser.newContext({ baseURL: server.url });
  await take(await stranger.newPage(), "sign-in", "/sign-in", /Sign in/);
  await stranger.close();
});
