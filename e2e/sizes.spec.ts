import type { Page } from "@playwright/test";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { readToTheEnd } from "./support/read-to-the-end";

// Signing on the smallest screen, on a large one, and at twice the size.

const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });
const rest = (page: Page) => page.getByRole("button", { name: /^Show the rest/ });

/** From the right, with digits and a Latin name in it, and a sign at its end. */
const hebrew = "נמל בשעת שפל, 12 סירות ליד Pier 39, כולן מסומנות!";

const screens = {
  "a telephone": { width: 390, height: 844 },
  "a desk at twice the size": { width: 720, height: 450 },
  "a large screen": { width: 1920, height: 1080 },
} as const;

const ask = (client: Client, prompt: string) =>
  client.create({ prompt, hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] } });

/** Nothing of the page is wider than the window. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [screen, viewport] of Object.entries(screens)) {
  test(`a long prompt is read to its end and signed on ${screen}`, async ({ desk, client }) => {
    await desk.setViewportSize(viewport);
    const words = `${"the quay at low tide, every boat named. ".repeat(120)}The last words.`;
    const run = await ask(client, `${screen} ${words}`);
    await desk.goto(`/runs/${run.run_id}`);
    await expect(rest(desk)).toBeVisible();
    expect(await sideways(desk)).toBe(0);
    await readToTheEnd(desk);
    await expect(approve(desk)).toBeInViewport({ ratio: 1 });
    await approve(desk).click();
    await expect.poll(async () => (await client.get(run.run_id)).decisions).toHaveLength(1);
  });

  test(`a prompt that is written from the right is edited and signed as it is on ${screen}`, async ({
    desk,
    client,
  }) => {
    await desk.setViewportSize(viewport);
    const run = await ask(client, `${hebrew} ${screen.length}`);
    await desk.goto(`/runs/${run.run_id}`);
    await desk.getByRole("button", { name: /^Edit/ }).click();
    const box = desk.getByRole("textbox", { name: "Prompt" });
    await expect(box).toHaveCSS("direction", "rtl");
    await box.press("Control+End");
    await desk.keyboard.type(" סוף");
    const save = desk.getByRole("button", { name: "Save and approve" });
    await readToTheEnd(desk);
    await expect(save).toBeEnabled();
    expect(await sideways(desk)).toBe(0);
    await save.click();
    await expect
      .poll(async () => (await client.get(run.run_id)).suggested_payload)
      .toMatchObject({ prompt: `${hebrew} ${screen.length} סוף` });
  });
}
