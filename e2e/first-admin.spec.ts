import { expect, test } from "@playwright/test";
import { startApp } from "./support/server";

// On a server of its own.
test.slow();

test("the first admin is made through the one-time link, once", async ({ page }) => {
  const none = { BOOTSTRAP_ADMIN_EMAIL: "", BOOTSTRAP_ADMIN_PASSWORD: "", BOOTSTRAP_API_KEY: "" };
  const server = await startApp(none);
  try {
    await expect.poll(() => server.output()).toContain("Make the first one");
    const link = /\/setup\?token=\S+/.exec(server.output())?.[0] ?? "";
    await page.goto(`${server.url}/`);
    await expect(page).toHaveURL(/setup|sign-in/);
    await page.goto(`${server.url}${link}`);
    await page.getByLabel("Your name").fill("Ann");
    await page.getByLabel("Email").fill("ann@example.com");
    await page.getByLabel("Password").fill("a long enough password");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await expect(page.getByRole("link", { name: /Inbox/ })).toBeVisible();

    const again = await page.request.post(`${server.url}/api/setup`, {
      data: {
        token: new URLSearchParams(link.split("?")[1]).get("token"),
        name: "Eve",
        email: "eve@example.com",
        password: "a long enough password",
      },
    });
    expect(again.status()).toBeGreaterThanOrEqual(400);
  } finally {
    await server.stop();
  }
});
