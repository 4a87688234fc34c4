import { demandNoFindings } from "./support/accessibility";
import { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { startApp } from "./support/server";

const why = "The bill of this morning is wrong";

test("an admin holds all calls by keyboard, every page says so, and what waited goes on after its end", async ({
  page,
  signIn,
}) => {
  const server = await startApp({});
  try {
    const client = new Client(server.url);
    await signIn(page, undefined, server.url);
    await page.goto(`${server.url}/settings/holds`);
    const hold = page.getByRole("button", { name: "Hold all calls" });
    await expect(page.getByText("Nothing is held")).toBeVisible();
    await hold.focus();
    await page.keyboard.press("Enter");
    const reason = page.getByLabel("Why", { exact: true });
    await expect(reason).toBeFocused();
    // Without a reason nothing is held.
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await demandNoFindings(page, "the dialog that holds all calls");
    await reason.fill(why);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    const banner = page.getByRole("status").filter({ hasText: /holds all calls/ });
    await expect(banner).toContainText(why);
    await demandNoFindings(page, "the page of a hold");

    const hitl_config = { policy: "auto" };
    const run = await client.create({ prompt: "held for a while", hitl_config });
    for (const path of ["/", "/runs", "/new", "/insights"]) {
      await page.goto(`${server.url}${path}`);
      await expect(banner).toContainText(why);
    }
    await page.goto(`${server.url}/runs/${run.run_id}`);
    await expect(page.getByText("Held back: an admin holds its call")).toBeVisible();

    await page.getByRole("link", { name: "Look at it" }).click();
    await expect(page.getByText("1 run waits for its end")).toBeVisible();
    await page.getByRole("button", { name: "End" }).click();
    await page.getByLabel("Why (optional)").fill("The bill was right");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Nothing is held")).toBeVisible();
    await expect(page.getByText("The bill was right")).toBeVisible();
    await expect(banner).toHaveCount(0);
    await expect.poll(async () => (await client.get(run.run_id)).status).toBe("completed");

    await page.getByRole("button", { name: "Hold some calls" }).click();
    await page.getByLabel("Why", { exact: true }).fill(why);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Name at least one of them, or hold all calls.")).toBeVisible();
    await page.getByLabel("Model", { exact: true }).fill("sandbox/text");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Model: sandbox/text")).toBeVisible();
    await expect(banner).toHaveCount(0);
    expect((await client.create({ prompt: "a picture", hitl_config })).status).toBe("completed");
  } finally {
    await server.stop();
  }
});
