import { createOTP } from "@better-auth/utils/otp";
import type { Page } from "@playwright/test";
import { demandNoFindings, demandNoOverflow } from "./support/accessibility";
import { expect, test } from "./support/fixtures";
import { signByKeys } from "./support/sign-by-keys";

const asks = { policy: "require_human", allowed_steps: ["payload_review"] };
const password = "correct horse battery";
let count = 0;

const nobody = async (role: string) => {
  count += 1;
  const email = `accounts.${role}.${count}@example.com`;
  return { name: `Grace ${count}`, email, password, role };
};

/** What an authenticator holds, from the Base32 that the page shows (RFC 4648). */
function secretOf(letters: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...letters.replaceAll(" ", "")]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join("");
}

async function fillIn(page: Page, email: string, secret = password) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a session that is ended in the middle of a decision never takes along what was typed", async ({
  page,
  client,
  signIn,
}) => {
  const person = await nobody("reviewer");
  const { id } = await (await client.send("POST", "/api/people", person)).json();
  await signIn(page, person);
  const run = await client.create({ prompt: "a lighthouse at noon", hitl_config: asks });
  await page.goto(`/runs/${run.run_id}`);
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeEnabled();
  await page.keyboard.press("r");
  const reason = page.getByRole("textbox", { name: "Say why, for whoever asked" });
  await reason.fill("The lamp is not lit.");
  await client.send("DELETE", `/api/people/${id}/sessions`);
  await page.keyboard.press("Control+Enter").catch(() => {});
  await expect(page.getByText("Your session has ended")).toBeVisible();
  expect((await client.get(run.run_id)).status).toBe("awaiting_human");
  await fillIn(page, person.email);
  await page.waitForURL(`**/runs/${run.run_id}`);
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeEnabled();
  await page.keyboard.press("r");
  await expect(reason).toHaveValue("The lamp is not lit.");
});

test("who forgot the password comes back by an admin's link, and sees where they are signed in", async ({
  desk,
  page,
  client,
  browser,
  server,
}) => {
  const person = await nobody("reviewer");
  await client.send("POST", "/api/people", person);
  await desk.goto("/settings/people");
  await desk.getByRole("button", { name: `Access of ${person.name}` }).press("Enter");
  await expect(desk.getByText("Signed in nowhere.")).toBeVisible();
  await desk.getByRole("button", { name: "Make a link" }).press("Enter");
  const url = (await desk.getByLabel("Link for a new password").textContent())?.trim() ?? "";
  await demandNoFindings(desk, "the access of a person");
  await desk.setViewportSize({ width: 390, height: 844 });
  await demandNoOverflow(desk, "the access of a person at 390 px");

  const context = await browser.newContext({ baseURL: server.url });
  const theirs = await context.newPage();
  await theirs.goto(url);
  await theirs.getByLabel("New password").fill("password123");
  await theirs.getByRole("button", { name: "Set the password" }).click();
  await expect(theirs.getByText(/one of those that are tried first/)).toBeVisible();
  await theirs.getByLabel("New password").fill("a harbour full of herons");
  await theirs.getByRole("button", { name: "Set the password" }).click();
  await theirs.getByRole("link", { name: "To sign in" }).click();
  await fillIn(theirs, person.email, "a harbour full of herons");
  await theirs.waitForURL(server.url);
  await theirs.goto("/settings");
  const sessions = theirs.getByRole("list", { name: "Where you are signed in" });
  await expect(sessions).toContainText("this browser");
  await demandNoFindings(theirs, "the account");
  await context.close();
  void page;
});

test("nobody with an authenticator comes in by the password alone", async ({
  page,
  client,
  signIn,
  server,
}) => {
  const person = await nobody("reviewer");
  await client.send("POST", "/api/people", person);
  await signIn(page, person);
  await page.goto("/settings");
  // A key that comes before the page hears any is lost.
  await expect(async () => {
    await page.getByRole("button", { name: "Set it up" }).press("Enter", { timeout: 2_000 });
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.getByRole("dialog").getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: "The key as a picture to scan" })).toBeVisible();
  const key = await page.getByLabel("Key for the authenticator").textContent();
  // None is taken twice; the next half minute's is good already.
  const code = (later: number) =>
    createOTP(secretOf(key ?? "")).hotp(Math.floor(Date.now() / 30_000) + later);
  await page.getByLabel("Code of your authenticator").fill(await code(0));
  await page.keyboard.press("Enter");
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  await page.getByRole("button", { name: "I have kept them" }).press("Enter");
  await expect(page.getByText("A code of your authenticator is asked for")).toBeVisible();

  // The desk would go to the sign-in by itself as soon as it is told that nobody is signed in.
  await page.goto("about:blank");
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await fillIn(page, person.email);
  await page.getByLabel("Code of your authenticator").fill("000000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/This code is not right/)).toBeVisible();
  await page.getByLabel("Code of your authenticator").fill(await code(1));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(server.url);
});

test("a decision that asks who one is goes on after the password, and loses nothing", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "a dear harbour", hitl_config: asks });
  await desk.goto(`/runs/${run.run_id}`);
  // The server's own word, once: the desk must take it as it would any time.
  const detail = "This may cost up to 20 US dollars.";
  const problem = { type: "x", title: "x", status: 403, code: "confirmation_required", detail };
  await desk.route(
    "**/approve",
    (route) =>
      route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        body: JSON.stringify(problem),
      }),
    { times: 1 },
  );
  await signByKeys(desk);
  const dialog = desk.getByRole("dialog");
  await expect(dialog.getByText("Is it still you?")).toBeVisible();
  await demandNoFindings(desk, "the question who one is");
  await dialog.getByLabel("Password").fill("not this one");
  await desk.keyboard.press("Enter");
  await expect(dialog.getByText("Invalid password")).toBeVisible();
  expect((await client.get(run.run_id)).status).toBe("awaiting_human");
  await dialog.getByLabel("Password").fill("a long enough password");
  await desk.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await client.get(run.run_id)).status, { timeout: 30_000 }).toBe("completed");
});
