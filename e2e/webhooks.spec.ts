import { Webhook as Verifier } from "standardwebhooks";
import { Receiver, status } from "@/lib/testing/receiver";
import { demandNoFindings, demandNoOverflow } from "./support/accessibility";
import { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { englishLines, germanPage } from "./support/german";
import { startApp } from "./support/server";

test("an admin adds a webhook by keyboard, tries it, sees what it was told, sends that again and has a new secret", async ({
  page,
  browser,
  signIn,
}) => {
  test.setTimeout(180_000);
  await using receiver = await Receiver.start();
  const server = await startApp({ ALLOW_PRIVATE_ADDRESSES: "true" });
  try {
    const client = new Client(server.url);
    await signIn(page, undefined, server.url);
    await page.goto(`${server.url}/settings/webhooks`);
    await expect(page.getByText("No webhooks yet")).toBeVisible();
    await page.getByRole("button", { name: "Add a webhook" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
    await page.keyboard.type("The shop");
    await page.getByLabel("Address").fill(`${receiver.url}?token=hunter2`);
    for (const event of ["Failed", "Expired"])
      await page.getByRole("checkbox", { name: event }).press("Space");
    await demandNoFindings(page, "the form of a webhook");
    await page.getByLabel("Address").press("Enter");
    const shown = page.getByRole("status", { name: "Secret" });
    await expect(shown).toHaveText(/^whsec_/);
    const secret = (await shown.textContent()) ?? "";
    await demandNoFindings(page, "a secret that is shown once");
    await page.getByRole("button", { name: "I have it" }).click();
    const row = page.getByRole("listitem").filter({ hasText: "The shop" }).first();
    await expect(row).toContainText("?token=••••");
    await expect(row).toContainText("A person is asked, Completed, Rejected or cancelled");

    await page.getByRole("button", { name: "Send a test to “The shop”" }).press("Enter");
    await expect(page.getByText("“The shop” took the test")).toBeVisible();
    const run = await client.create({
      prompt: "a lighthouse",
      model: "sandbox:sandbox/text",
      hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
    });
    await expect.poll(() => receiver.received.length).toBe(2);
    for (const { headers, body } of receiver.received)
      new Verifier(secret).verify(body, Object.fromEntries(headers));
    receiver.answer = status(503);
    await client.decide(run.run_id, "reject");
    await expect.poll(() => receiver.received.length).toBe(3);
    receiver.answer = status(204);

    await page.getByRole("button", { name: "Deliveries of “The shop”" }).press("Enter");
    const deliveries = page.getByRole("list", { name: "Deliveries of “The shop”" });
    await expect(deliveries.getByRole("listitem")).toHaveCount(3);
    await expect(deliveries.getByRole("listitem").first()).toContainText("answered 503");
    await demandNoFindings(page, "the deliveries of a webhook");
    await demandNoOverflow(page, "the deliveries of a webhook");
    await page.getByRole("button", { name: "Send “A person is asked” again" }).press("Enter");
    await expect.poll(() => receiver.received.length).toBeGreaterThan(3);
    const ids = receiver.received.map(({ headers }) => headers.get("webhook-id"));
    expect(ids.filter((id) => id === ids[1])).toHaveLength(2);

    await page.getByRole("button", { name: "Make a new secret for “The shop”" }).click();
    await page.getByRole("button", { name: "New secret", exact: true }).click();
    await expect(shown).toHaveText(/^whsec_/);
    expect(await shown.textContent()).not.toBe(secret);
    await page.getByRole("button", { name: "I have it" }).click();
    await expect(row).toContainText("Both secrets sign until");

    const german = await germanPage(browser, server.url, (one) => signIn(one, undefined, server.url));
    await german.setViewportSize({ width: 390, height: 844 });
    await german.goto("/settings/webhooks");
    await german.getByRole("button", { name: "Zustellungen an „The shop“" }).click();
    await expect(german.getByText("angenommen (204)").first()).toBeVisible();
    await demandNoOverflow(german, "the page of webhooks on a phone");
    expect.soft((await englishLines(german)).filter((line) => !line.includes("The shop"))).toEqual([]);
    await german.context().close();
  } finally {
    await server.stop();
  }
});
