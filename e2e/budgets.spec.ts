import type { Page } from "@playwright/test";
import { startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { demandNoFindings, demandNoOverflow } from "./support/accessibility";
import { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { englishLines, germanPage } from "./support/german";
import { readToTheEnd } from "./support/read-to-the-end";
import { startApp } from "./support/server";
import { signByKeys } from "./support/sign-by-keys";

/** Each call of it costs $0.003. */
const model = "replicate:black-forest-labs/flux-schnell";
const hitl_config = { policy: "require_human", allowed_steps: ["payload_review"] };
const password = "a long enough password";

const item = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name }).first();
const budgets = (page: Page) => page.getByRole("list", { name: "Budgets" });

/** An installation of its own: a budget holds all calls. */
async function startPaid() {
  const replicate = await startReplicateServer();
  const server = await startApp({
    REPLICATE_API_TOKEN: replicate.token,
    REPLICATE_BASE_URL: replicate.url,
  });
  const client = new Client(server.url);
  return {
    replicate,
    server,
    client,
    ask: (prompt: string) => client.create({ prompt, model, hitl_config }),
    async addBudget(body: object) {
      const made = await client.send("POST", "/api/hitl/budgets", { period: "month", ...body });
      expect(made.status).toBe(201);
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await replicate.close();
    },
  };
}

test("an admin makes a budget by keyboard, sees what it came to, switches it off and deletes it", async ({
  page,
  browser,
  signIn,
}) => {
  test.setTimeout(180_000);
  await using world = await startPaid();
  const { server, client } = world;
  await signIn(page, undefined, server.url);
  await page.goto(`${server.url}/settings/budgets`);
  await expect(page.getByText("No budgets yet")).toBeVisible();
  await page.getByRole("button", { name: "Add a budget" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("Film");
  await page.getByLabel("Limit (USD)").fill("1,000");
  await page.keyboard.press("Enter");
  await expect(page.getByText("An amount of 0 or more, such as 100 or 0.50")).toBeVisible();
  await page.getByLabel("Limit (USD)").fill("0,01");
  await page.getByLabel("Model", { exact: true }).fill("black-forest-labs/*");
  await demandNoFindings(page, "the form of a budget");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(item(page, "Film")).toContainText("For requests for the model black-forest-labs/*.");
  await expect(item(page, "Film")).toContainText("An admin may approve over it.");

  const run = await world.ask("a lighthouse");
  await client.decide(run.run_id, "approve");
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("completed");
  await page.reload();
  await expect(item(page, "Film")).toContainText("$0.003 of $0.01 spent, ");
  await demandNoFindings(page, "the page of budgets");
  await demandNoOverflow(page, "the page of budgets");
  await page.goto(`${server.url}/insights`);
  await expect(page.getByRole("heading", { name: "Budgets" })).toBeVisible();
  await demandNoFindings(page, "insights with a budget");

  const german = await germanPage(browser, server.url, (one) => signIn(one, undefined, server.url));
  await german.goto("/settings/budgets");
  await expect(german.getByText(/0,003\s\$ von 0,01\s\$ ausgegeben/)).toBeVisible();
  await german.getByRole("button", { name: "Budget „Film“ bearbeiten" }).click();
  await expect(german.getByRole("dialog")).toBeVisible();
  expect.soft(await englishLines(german)).toEqual([]);
  await german.context().close();

  await page.goto(`${server.url}/settings/budgets`);
  await page.getByRole("switch", { name: "The budget “Film” holds" }).press("Space");
  await expect(item(page, "Film")).toContainText("Off");
  await page.getByRole("button", { name: "Delete the budget “Film”" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("No budgets yet")).toBeVisible();
});

test("what would pass a budget is said beside Approve, no key signs over it, and an admin alone may, for a reason", async ({
  page,
  browser,
  signIn,
}) => {
  test.setTimeout(180_000);
  await using world = await startPaid();
  const { server, client, replicate } = world;
  await client.addPerson({ name: "Grace", email: "grace@example.com", password, role: "reviewer" });
  await world.addBudget({ name: "Film", limit_usd: 0.005, over: "ask" });
  const first = await world.ask("a red bicycle on a quay");
  const second = await world.ask("a blue bicycle on a quay");

  const theirs = await browser.newContext({ baseURL: server.url });
  const grace = await theirs.newPage();
  await signIn(grace, { email: "grace@example.com", password }, server.url);
  await grace.goto(`/?run=${first.run_id}`);
  await expect(budgets(grace)).toContainText("60% of “Film”, ");
  await readToTheEnd(grace);
  await signByKeys(grace);
  await expect
    .poll(async () => (await client.get(first.run_id)).status, { timeout: 20_000 })
    .toBe("completed");

  await grace.goto(`/runs/${second.run_id}`);
  await expect(budgets(grace)).toContainText("This would pass “Film”, ");
  await expect(budgets(grace)).toContainText("An admin may approve over it.");
  await expect(grace.getByRole("button", { name: "Approve over budget…" })).toHaveCount(0);
  await readToTheEnd(grace);
  await signByKeys(grace);
  const refused = grace.getByRole("alert").filter({ hasText: "The budget “Film” has not so much left" });
  await expect(refused).toContainText("an admin may approve over it, for a reason");
  await demandNoFindings(grace, "a refusal by a budget");
  expect((await client.get(second.run_id)).status).toBe("awaiting_human");
  await theirs.close();

  await signIn(page, undefined, server.url);
  await page.goto(`${server.url}/runs/${second.run_id}`);
  await readToTheEnd(page);
  await page.getByRole("button", { name: "Approve over budget…" }).click();
  const reason = page.getByLabel("Why it must be spent all the same");
  await expect(reason).toBeFocused();
  await demandNoFindings(page, "the panel that goes over a budget");
  // Without a reason nothing is signed, and no letter reaches the run behind.
  await page.keyboard.press("Control+Enter");
  await page.keyboard.type("a film is due");
  await expect(reason).toHaveValue("a film is due");
  expect((await client.get(second.run_id)).status).toBe("awaiting_human");
  await page.keyboard.press("Escape");
  await expect(reason).toHaveCount(0);
  await page.getByRole("button", { name: "Approve over budget…" }).click();
  await page.keyboard.press("Control+Enter");
  await expect
    .poll(async () => (await client.get(second.run_id)).status, { timeout: 20_000 })
    .toBe("completed");
  expect((await client.get(second.run_id)).decisions).toMatchObject([
    { message: "a film is due", over_budget: [{ name: "Film" }] },
  ]);
  await expect(page.getByText(/over the budget “Film”: “a film is due”/)).toBeVisible();
  expect(replicate.predictions).toHaveLength(2);
});

test("of what is approved together, what would pass a budget stays out and says why", async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000);
  await using world = await startPaid();
  await world.addBudget({ name: "Film", limit_usd: 0.007, over: "refuse" });
  for (const colour of ["red", "blue", "green"]) await world.ask(`a ${colour} mug on a table`);
  await signIn(page, undefined, world.server.url);
  await page.goto(`${world.server.url}/`);
  await expect(page.getByRole("button", { name: /^3 alike/ })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+A");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("1 run is left out");
  await expect(dialog).toContainText("would pass a budget, with the others that are approved before it");
  await demandNoFindings(page, "many runs under a budget");
  await expect(dialog).toContainText("2 ticked and seen");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => world.replicate.predictions.length, { timeout: 30_000 }).toBe(2);
});
