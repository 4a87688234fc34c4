import type { Page } from "@playwright/test";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { signByKeys } from "./support/sign-by-keys";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };
const flux = "replicate:black-forest-labs/flux-schnell";

/** Runs that are alike but for their prompts, which all hold `tag`. */
function alike(client: Client, tag: string, count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, number) =>
      client.create({ prompt: `${tag} ${number + 1}`, hitl_config: atPayload }),
    ),
  );
}

const inbox = (page: Page) => page.getByRole("region", { name: "Inbox" });
const row = (page: Page, prompt: string) => inbox(page).getByRole("link", { name: prompt });
const statusOf = (client: Client, runId: string) => async () => (await client.get(runId)).status;

test("a decision that is taken back calls nobody, and the run is open again", async ({
  desk,
  client,
  replicate,
}) => {
  const tag = `taken back ${Date.now()}`;
  const run = await client.create({ prompt: `${tag} a`, model: flux, hitl_config: atPayload });
  const other = await client.create({ prompt: `${tag} b`, model: flux, hitl_config: atPayload });
  const before = replicate.predictions.length;
  await desk.goto(`/?q=${tag}&run=${run.run_id}`);
  await signByKeys(desk);
  await expect(desk.getByRole("status").getByText("Approved")).toBeVisible();
  // The next run opens at once; the decided one stays in sight for as long as it can be taken back.
  await expect(row(desk, other.prompt)).toHaveAttribute("aria-current", "true");
  await expect(row(desk, run.prompt)).toContainText("Approved by you; goes out in");

  await desk.keyboard.press("z");
  await expect(row(desk, run.prompt)).toHaveAttribute("aria-current", "true");
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeEnabled();
  expect(await client.get(run.run_id)).toMatchObject({
    status: "awaiting_human",
    decisions: [{ action: "approve", undone: {} }],
  });
  // What is approved after it goes out after it would have.
  await client.decide(other.run_id, "approve", { undo_seconds: 6 });
  await expect.poll(statusOf(client, other.run_id), { timeout: 20_000 }).toBe("completed");
  expect(replicate.predictions.slice(before).map(({ input }) => input)).toMatchObject([
    { prompt: other.prompt },
  ]);
});

test("the page of a held run says when it goes out, and takes it back", async ({ desk, client }) => {
  const run = await client.create({ prompt: `held ${Date.now()}`, hitl_config: atPayload });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: /^Approve/ }).click();
  await expect(desk.getByText(/Approved by you; goes out in \d s/)).toBeVisible();
  await desk.getByRole("main").getByRole("button", { name: /^Undo/ }).click();
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
  expect(await client.get(run.run_id)).toMatchObject({ status: "awaiting_human", undo_until: null });
});

test("what came too late to be taken back is said to be so", async ({ desk, client }) => {
  const run = await client.create({ prompt: `too late ${Date.now()}`, hitl_config: atPayload });
  await desk.goto(`/runs/${run.run_id}`);
  // What takes it back is on its way until the decision has gone out.
  await desk.route(`**/runs/${run.run_id}/undo`, async (route) => {
    await expect.poll(statusOf(client, run.run_id), { timeout: 40_000 }).toBe("completed");
    await route.continue();
  });
  const asked = desk.waitForRequest(/\/undo$/);
  const answered = desk.waitForResponse(/\/undo$/, { timeout: 50_000 });
  await desk.getByRole("button", { name: /^Approve/ }).click();
  await expect(desk.getByText(/goes out in/)).toBeVisible();
  await desk.keyboard.press("z");
  await asked;
  expect(await (await answered).json()).toMatchObject({ code: "invalid_state" });
  await expect(desk.getByText(/Too late to take it back/)).toBeVisible();
});

test("runs that are alike fold into one row and are decided together, but for exceptions, by keys alone", async ({
  desk,
  client,
}) => {
  const tag = `alike ${Date.now()}`;
  const runs = await alike(client, tag, 4);
  await desk.goto("/");
  // Rows come with the first HTML; the run is drawn by the browser alone, once the page hears keys.
  await expect(desk.getByRole("article")).toBeVisible();
  await desk.keyboard.press("/");
  await desk.keyboard.type(tag);
  await desk.keyboard.press("Escape");
  const group = inbox(desk).getByRole("button", { name: /^4 alike/ });
  await expect(group).toBeVisible();
  // The words have been looked for: until then the list is the whole one, and has the group, too.
  await expect(inbox(desk).getByRole("listitem")).toHaveCount(1);
  await desk.keyboard.press("j");
  await expect(group).toHaveAttribute("aria-current", "true");
  await desk.keyboard.press("ArrowRight");
  for (const run of runs) await expect(row(desk, run.prompt)).toBeVisible();
  await desk.keyboard.press("ArrowLeft");
  await expect(row(desk, `${tag} 2`)).toBeHidden();

  await desk.keyboard.press("x");
  await expect(desk.getByRole("region", { name: "Selection" })).toContainText("4 selected");
  await desk.keyboard.press("Shift+A");
  const dialog = desk.getByRole("dialog");
  await expect(dialog).toContainText("Approve 4 runs");
  const except = dialog.getByRole("checkbox", { name: `Include ${tag} 3` });
  await except.focus();
  await desk.keyboard.press("Space");
  await expect(dialog).toContainText("Approve 3 runs");
  await desk.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(desk.getByRole("status").getByText("3 approved")).toBeVisible();

  // The whole batch is taken back together.
  await desk.keyboard.press("z");
  await expect(desk.getByText("3 runs wait again")).toBeVisible();
  for (const { run_id } of runs) expect((await client.get(run_id)).status).toBe("awaiting_human");

  await expect(group).toBeVisible();
  await group.click();
  await desk.keyboard.press("Shift+A");
  await dialog.getByRole("checkbox", { name: `Include ${tag} 3` }).uncheck();
  await expect(dialog).toContainText("Approve 3 runs");
  await desk.keyboard.press("Control+Enter");
  for (const [number, { run_id }] of runs.entries()) {
    const end = number === 2 ? "awaiting_human" : "completed";
    await expect.poll(statusOf(client, run_id), { timeout: 20_000 }).toBe(end);
  }
});

test("a claim shows in another's inbox while it lasts", async ({ desk, client, browser, signIn, server }) => {
  const ida = { email: `ida.${Date.now()}@example.com`, password: "another long password" };
  await client.addPerson({ name: "Ida Rhodes", role: "reviewer", ...ida });
  const run = await client.create({ prompt: `claimed ${Date.now()}`, hitl_config: atPayload });
  const other = await browser.newContext({ baseURL: server.url });
  const second = await other.newPage();
  await signIn(second, ida);
  await second.goto(`/?q=${run.prompt}`);
  await expect(row(second, run.prompt)).toBeVisible();

  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: /^Claim/ }).click();
  await expect(row(second, run.prompt)).toContainText("Admin");
  const bar = second.getByRole("article").locator("footer");
  await expect(bar).toContainText("Admin has claimed this run.");
  await expect(bar).toContainText(/The claim lasts \d+ (min|s)/);
  await desk.getByRole("button", { name: /^Release/ }).click();
  await expect(row(second, run.prompt)).not.toContainText("Admin");
  await expect(bar).not.toContainText("has claimed");
  await other.close();
});

test("of a selection, the loser of each race is told who was first, and the others can be taken back from there", async ({
  desk,
  client,
}) => {
  const tag = `raced ${Date.now()}`;
  const [first, second] = await alike(client, tag, 2);
  await desk.goto(`/?q=${tag}`);
  await row(desk, first?.prompt ?? "").click();
  await desk.keyboard.press("x");
  await row(desk, second?.prompt ?? "").click({ modifiers: ["Shift"] });
  await expect(desk.getByRole("region", { name: "Selection" })).toContainText("2 selected");
  await desk.keyboard.press("Shift+R");
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("textbox").fill("not needed");
  await expect(dialog).toContainText("Reject 2 runs");
  await desk.route("**/api/hitl/decisions", async (route) => {
    await client.decide(second?.run_id ?? "", "reject", { reason: "mine" });
    await route.continue();
  });
  await desk.keyboard.press("Control+Enter");
  await expect(dialog).toContainText("1 of 2 decided");
  await expect(dialog).toContainText(/rejected this at/);
  await desk.keyboard.press("z");
  await expect(dialog).toBeHidden();
  await expect(desk.getByText("Taken back. The run waits again.")).toBeVisible();
  expect(await client.get(first?.run_id ?? "")).toMatchObject({
    status: "awaiting_human",
    decisions: [{ action: "reject", undone: {} }],
  });
});

test("what a search leaves out hears no key, however soon one comes after the words", async ({
  desk,
  client,
}) => {
  const tag = `sought${Date.now()}`;
  const soon = { ...atPayload, timeout_seconds: 300 };
  const outside = await client.create({ prompt: "due before all others", hitl_config: soon });
  const found = await client.create({
    prompt: `${tag} b`,
    hitl_config: { ...atPayload, timeout_seconds: 600 },
  });
  await client.create({ prompt: `${tag} c`, hitl_config: atPayload });
  await desk.goto(`/?run=${outside.run_id}`);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeEnabled();
  await desk.keyboard.press("/");
  await desk.keyboard.insertText(tag);
  await desk.keyboard.press("Control+Enter");
  await desk.keyboard.press("Enter");
  await expect(row(desk, found.prompt)).toHaveAttribute("aria-current", "true");
  await expect(row(desk, found.prompt)).toBeFocused();
  await expect(inbox(desk).getByRole("listitem")).toHaveCount(2);
  await signByKeys(desk);
  await expect(row(desk, found.prompt)).toContainText("Approved by you");
  expect((await client.get(outside.run_id)).decisions).toEqual([]);

  // Words that are nowhere leave nothing open that a key could reach.
  await desk.keyboard.press("/");
  await desk.getByRole("searchbox").fill("nowhere at all");
  await desk.keyboard.press("Escape");
  await expect(desk.getByText("No waiting run matches the filters")).toBeVisible();
  await expect(desk.getByRole("article")).toHaveCount(0);
});

test("runs with errors are left out of a bulk approval, and it says so", async ({ desk, client }) => {
  const tag = `flawed ${Date.now()}`;
  const flawed = await client.create({
    prompt: `${tag} 1`,
    model: undefined,
    agent_tool_config: {
      "sandbox-agent-tool": {
        data: { name: "sandbox/image", example_input: { prompt: "x", width: "wide" } },
      },
    },
  });
  await client.create({ prompt: `${tag} 2`, hitl_config: atPayload });
  await desk.goto(`/?q=${tag}`);
  await expect(row(desk, flawed.prompt)).toBeVisible();
  for (const box of await inbox(desk).getByRole("checkbox").all()) await box.check();
  await desk.keyboard.press("Shift+A");
  const dialog = desk.getByRole("dialog");
  await expect(dialog).toContainText("Approve 1 run");
  await expect(dialog).toContainText("1 run is left out");
  await desk.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("region", { name: "Selection" })).toBeHidden();
});

test("what came above the rows one reads waits for its key, and then stands where it belongs", async ({
  desk,
  client,
}) => {
  const tag = `above ${Date.now()}`;
  const later = await client.create({ prompt: `${tag} a picture of a quay`, hitl_config: atPayload });
  await desk.goto(`/?q=${tag}&similar=apart`);
  await expect(row(desk, later.prompt)).toBeVisible();
  const sooner = await client.create({
    prompt: `${tag} a poster, due in a minute`,
    hitl_config: { ...atPayload, timeout_seconds: 60 },
  });
  await expect(inbox(desk).getByRole("button", { name: "1 new run" })).toBeVisible();
  await expect(row(desk, sooner.prompt)).toHaveCount(0);
  await desk.keyboard.press(".");
  await expect(row(desk, sooner.prompt)).toBeVisible();
  await expect(inbox(desk).getByRole("listitem").first()).toContainText(sooner.prompt);
  await expect(inbox(desk).getByRole("button", { name: "1 new run" })).toHaveCount(0);
  await client.decide(sooner.run_id, "cancel");
});

test("a run that a filter leaves out does not stay open beside it", async ({ desk, client }) => {
  const tag = `chips ${Date.now()}`;
  const runs = await alike(client, tag, 2);
  const [first, second] = runs;
  await client.send("POST", `/api/hitl/runs/${second?.run_id}/claim`);
  await desk.goto(`/?q=${encodeURIComponent(tag)}&similar=apart&run=${second?.run_id}`);
  const heading = desk.getByRole("article").getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(second?.prompt ?? "");
  await inbox(desk).getByRole("button", { name: "Unclaimed" }).click();
  await expect(heading).toHaveText(first?.prompt ?? "");
  await expect(desk).toHaveURL(new RegExp(`run=${first?.run_id}`));
  await inbox(desk).getByRole("button", { name: "Mine" }).click();
  await expect(heading).toHaveCount(0);
  await expect(desk).not.toHaveURL(/run=/);
});
