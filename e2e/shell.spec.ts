import type { Page } from "@playwright/test";
import { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { startApp } from "./support/server";

/** Waits until the page is alive and hears its keys. */
async function alive(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "Connected" })).toBeVisible();
}

test("the palette goes anywhere by keyboard alone", async ({ desk, client }) => {
  const run = await client.create({ prompt: "an ostrich with an umbrella" });
  await desk.goto("/");
  await alive(desk);
  await desk.keyboard.press("Control+k");
  await desk.getByRole("combobox").fill("runs");
  await desk.keyboard.press("Enter");
  await expect(desk).toHaveURL(/\/runs$/);

  await desk.keyboard.press("Control+k");
  await desk.getByRole("combobox").fill("ostrich");
  await expect(
    desk.getByRole("option", { name: /an ostrich.*(awaits|waiting|waits).*(now|ago)/i }),
  ).toBeVisible();
  await desk.keyboard.press("Enter");
  await expect(desk).toHaveURL(new RegExp(run.run_id));

  await desk.keyboard.press("Control+k");
  await desk.getByRole("combobox").fill("sandbox/sound");
  await desk.getByRole("option", { name: /sandbox\/sound/ }).click();
  await expect(desk).toHaveURL(/\/new\?model=/);
  await expect(desk.getByText("sandbox/sound")).toBeVisible();
});

test("the palette decides the run that is open", async ({ desk, client }) => {
  const run = await client.create({ prompt: "decided from the palette" });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await desk.keyboard.press("Control+k");
  await desk.getByRole("combobox").fill("claim");
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("button", { name: /^Release/ })).toBeVisible();

  await desk.keyboard.press("Control+k");
  await desk.getByRole("combobox").fill("reject");
  await desk.keyboard.press("Enter");
  await desk.getByRole("button", { name: "Not needed any more" }).click();
  await desk.keyboard.press("Control+Enter");
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("cancelled");
});

test("letters go places, and never while one types", async ({ desk }) => {
  await desk.goto("/runs");
  await alive(desk);
  await desk.getByRole("searchbox").pressSequentially("gi?");
  await expect(desk.getByRole("dialog")).toHaveCount(0);
  await expect(desk).toHaveURL(/\/runs\?q=gi/);
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("g");
  await desk.keyboard.press("s");
  await expect(desk).toHaveURL(/\/settings$/);
  await desk.keyboard.press("?");
  await expect(desk.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

test("an admin adds a person, who signs in and sees their own account alone", async ({
  desk,
  browser,
  server,
}) => {
  const person = { email: `ruth.${Date.now()}@example.com`, password: "correct horse battery" };
  await desk.goto("/settings/people");
  const form = desk.getByRole("dialog");
  // A click that comes before the page hears any is lost.
  await expect(async () => {
    await desk.getByRole("button", { name: "Add a person" }).click({ timeout: 2_000 });
    await expect(form).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await form.getByLabel("Name").fill("Ruth Example");
  await form.getByLabel("Email").fill(person.email);
  await form.getByLabel("First password").fill(person.password);
  await form.getByRole("button", { name: "Add a person" }).click();
  await expect(desk.getByText(person.email)).toBeVisible();

  const other = await browser.newContext({ baseURL: server.url });
  const page = await other.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/settings/people");
  await expect(page.getByText("Administrators see this")).toBeVisible();
  await page.goto("/settings");
  await expect(page.getByRole("heading", { name: "My account" })).toBeVisible();
  await other.close();
});

test("a requester begins with their own runs, and nothing leads them to an inbox", async ({
  client,
  browser,
  server,
  signIn,
}) => {
  const person = { email: `rhea.${Date.now()}@example.com`, password: "correct horse battery" };
  await client.addPerson({ name: "Rhea Example", role: "requester", ...person });
  await client.create({ prompt: "waits for somebody else", hitl_config: { policy: "require_human" } });
  const other = await browser.newContext({ baseURL: server.url });
  const page = await other.newPage();
  await signIn(page, person);
  await page.goto("/");
  await page.waitForURL((url) => url.pathname === "/runs");
  await expect(page.getByRole("status").filter({ hasText: "Connected" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Inbox/ })).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  await expect(help.getByText("Go to the inbox")).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe("/runs");
  await other.close();
});

test("a key is shown once, works, and is refused once it is revoked", async ({ desk, server }) => {
  await desk.goto("/settings/keys");
  await desk.getByRole("button", { name: "Make a key" }).click();
  await desk.getByRole("dialog").getByLabel("Name").fill("The night batch");
  await desk.getByRole("dialog").getByRole("button", { name: "Make a key" }).click();
  const key = (await desk.getByLabel("Key", { exact: true }).textContent()) ?? "";
  const ask = () => fetch(`${server.url}/api/me`, { headers: { authorization: `Bearer ${key}` } });
  expect(await (await ask()).json()).toMatchObject({ name: "The night batch", role: "requester" });

  await desk.getByRole("button", { name: "I have it" }).click();
  await expect(desk.getByText(key)).toHaveCount(0);
  const row = desk.getByRole("listitem").filter({ hasText: "The night batch" });
  await row.getByRole("button", { name: "Revoke" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  // Behind an open dialog there is no row either.
  await expect(desk.getByRole("dialog")).toBeHidden();
  await expect(row).toHaveCount(0);
  expect((await ask()).status).toBe(401);
});

test("a key never keeps to its role's limits once it has its own", async ({ desk, client }) => {
  await client.send("POST", "/api/keys", { name: "The slow batch", role: "requester" });
  await desk.goto("/settings/keys");
  const row = desk.getByRole("listitem").filter({ hasText: "The slow batch" });
  await expect(row).toContainText("Limits of its role");
  await row.getByRole("button", { name: "Limits" }).click();
  await desk.getByRole("dialog").getByLabel("Runs a minute").fill("3");
  await desk.getByRole("dialog").getByRole("button", { name: "Set limits" }).click();
  await expect(row).toContainText("Runs a minute: 3");
  const { data } = await (await client.send("GET", "/api/keys?limit=200")).json();
  const kept = data.find(({ name }: { name: string }) => name === "The slow batch");
  expect(kept.limits).toMatchObject({ creates: 3, previews: 300 });

  await row.getByRole("button", { name: "Limits" }).click();
  await desk.getByRole("dialog").getByLabel("Runs a minute").fill("");
  await desk.getByRole("dialog").getByRole("button", { name: "Set limits" }).click();
  await expect(row).toContainText("Limits of its role");
});

test("a session that ends while one works never leads to a sign-in without a word", async ({ desk }) => {
  await desk.goto("/runs");
  await expect(desk.getByRole("heading", { name: "Runs" })).toBeVisible();
  await desk.context().clearCookies();
  // Whichever call notices it first: the search, or one of the page's own that was still on its way.
  await Promise.race([desk.getByRole("searchbox").fill("heron"), desk.waitForURL("**/sign-in*")]);
  await expect(desk.getByText("Your session has ended")).toBeVisible();
  await expect(desk.getByText("Edits you had begun are kept in this browser.")).toBeVisible();
});

test("a model gets its price and is taken out", async ({ desk, client }) => {
  await client.send("POST", "/api/hitl/models", { model: { name: "acme/priced", example_input: {} } });
  await desk.goto("/settings/models");
  await desk.getByRole("searchbox").fill("acme/priced");
  await desk.getByRole("button", { name: "Set price: acme/priced" }).click();
  await desk.getByLabel("US dollars").fill("0.25");
  await desk.getByRole("button", { name: "Save" }).click();
  await expect(desk.getByText("$0.25 per call")).toBeVisible();
  await desk.getByRole("button", { name: "Remove: acme/priced" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(desk.getByText("No model matches")).toBeVisible();
});

test("a file is uploaded, shown, and named by the run that works on it", async ({ desk, client }) => {
  await desk.goto("/new?model=sandbox%3Asandbox%2Fimage");
  await desk.getByLabel("Prompt").fill("in the manner of this picture");
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const files = desk.getByLabel("Choose files");
  await files.setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: png });
  await expect(desk.getByText("dot.png")).toBeVisible();
  await desk.getByLabel("Prompt").focus();
  await expect(desk.getByText(/It would/)).toBeVisible();
  await desk.keyboard.press("Control+Enter");
  await desk.waitForURL(/run_/);
  const run = await client.get(/run_\w+/.exec(desk.url())?.[0] ?? "");
  expect(run.attachments).toEqual([{ url: expect.objectContaining({ name: "dot.png" }) }]);
  // The reviewer sees the picture itself, and puts another one in its place.
  await expect(desk.getByRole("img", { name: /dot\.png/ }).first()).toBeVisible();
});

test("the runs are filtered by the URL, and the filter is exported", async ({ desk, client }) => {
  await client.create({ prompt: "exported kite", session_id: "kites" });
  await client.create({ prompt: "another boat", session_id: "boats" });
  await desk.goto("/runs?session=kites");
  await expect(desk.getByRole("link", { name: "exported kite" })).toBeVisible();
  await expect(desk.getByRole("link", { name: "another boat" })).toHaveCount(0);
  await desk.getByRole("button", { name: "Export" }).click();
  const download = desk.waitForEvent("download");
  await desk.getByRole("menuitem", { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^runs-.*\.csv$/);
  await desk.getByRole("button", { name: "Clear filters" }).click();
  await expect(desk.getByRole("link", { name: "another boat" })).toBeVisible();
  await expect(desk).toHaveURL(/\/runs$/);
});

test("the desk speaks German where the browser does, and by choice", async ({ desk, browser, server }) => {
  const german = await browser.newContext({ baseURL: server.url, locale: "de-DE" });
  const page = await german.newPage();
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
  await german.close();

  await desk.goto("/settings");
  await desk.getByRole("button", { name: "Deutsch" }).click();
  await expect(desk.getByRole("heading", { name: "Einstellungen" })).toBeVisible();
  await expect(desk.locator("html")).toHaveAttribute("lang", "de");
  await expect(desk).toHaveTitle(/Mein Konto – Countersign/);
  await desk.goto("/nowhere");
  await expect(desk.getByText("Hier ist nichts")).toBeVisible();
});

test("junk in addresses and in the browser's storage breaks no page", async ({ desk, client }) => {
  const { run_id } = await client.create({ prompt: "a heron behind the dike" });
  await desk.addInitScript((id) => {
    const junk = ["letter-keys", "runs.columns", "lab-draft", `draft.${id}`, "notifications"];
    for (const name of junk) localStorage.setItem(`countersign.${name}`, '{"a b": [null]}');
    localStorage.setItem("theme", "a b");
  }, run_id);
  await desk.goto("/?sort=constructor&claimed=toString&step=__proto__&kind=junk&q=%00");
  await alive(desk);
  await desk.goto("/runs?sort=constructor&status=toString&step=__proto__&from=9999-12-31&q=%00");
  await expect(desk.getByText("a heron behind the dike").first()).toBeVisible();
  await desk.goto(`/runs/${run_id}`);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
});

test("the number waiting stands in the title, and a hidden desk tells of a new one", async ({
  page,
  signIn,
}) => {
  const server = await startApp();
  try {
    const told: string[] = [];
    await page.exposeFunction("tell", (title: string) => told.push(title));
    await page.addInitScript(() => {
      class Told {
        static permission = "granted";
        static requestPermission = async () => "granted";
        close() {}
        constructor(title: string) {
          const { tell } = window as unknown as { tell: (title: string) => void };
          tell(title);
        }
      }
      Object.assign(window, { Notification: Told });
      Object.defineProperty(document, "hidden", { get: () => true });
    });
    await signIn(page, undefined, server.url);
    await page.goto(`${server.url}/settings`);
    await page.getByRole("switch", { name: "Tell me when a run waits" }).click();
    await new Client(server.url).create({ prompt: "look here" });
    await expect(page).toHaveTitle(/^\(1\) /);
    await expect.poll(() => told).toEqual(["A run waits for a person"]);
  } finally {
    await server.stop();
  }
});

test("a connection that is lost for a minute is said in words, and what came meanwhile is caught up", async ({
  desk,
  client,
}) => {
  await desk.clock.install();
  // By a word of their own: among the many of other tests they would be rows that are not in the page.
  const tag = `lost ${Date.now()}`;
  await desk.goto(`/?q=${tag}&similar=apart`);
  await alive(desk);
  await desk.context().setOffline(true);
  const status = desk.getByRole("status");
  await expect(status.filter({ hasText: "Offline" })).toBeVisible();
  const meanwhile = [
    await client.create({ prompt: `${tag} came at once`, model: "sandbox:sandbox/sound" }),
    await client.create({ prompt: `${tag} came meanwhile`, model: "sandbox:sandbox/text" }),
  ];
  // Every attempt to reconnect that falls into this minute is made, in vain.
  await desk.clock.runFor(60_000);
  await expect(status.filter({ hasText: "Offline" })).toBeVisible();
  for (const { prompt } of meanwhile) await expect(desk.getByText(prompt)).toHaveCount(0);
  await desk.context().setOffline(false);
  await expect(status.filter({ hasText: "Connected" })).toBeVisible({ timeout: 40_000 });
  for (const { prompt } of meanwhile) await expect(desk.getByText(prompt).first()).toBeVisible();
});

test("who leaves the inbox before its rows are there is not brought back by them", async ({
  desk,
  client,
}) => {
  await client.create({ prompt: `in nobody's way ${Date.now()}` });
  let showRows = () => {};
  let showPage = () => {};
  const rows = new Promise<void>((resolve) => {
    showRows = resolve;
  });
  const next = new Promise<void>((resolve) => {
    showPage = resolve;
  });
  await desk.route(/\/api\/hitl\/runs\?.*awaiting_human/, async (route) => {
    await rows;
    await route.continue();
  });
  await desk.route(/\/new\?/, async (route) => {
    await next;
    await route.continue();
  });
  await desk.goto("/");
  await alive(desk);
  await desk.getByRole("link", { name: "New run" }).click();
  showRows();
  await expect(desk.getByRole("list", { name: "Runs waiting for a person" })).toBeVisible();
  showPage();
  await expect(desk).toHaveURL(/\/new$/);
  await expect(desk.getByRole("heading", { name: "New run" })).toBeVisible();
});
