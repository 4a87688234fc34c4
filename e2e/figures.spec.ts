import type { Page } from "@playwright/test";
import type { Run } from "@/lib/contracts/run";
import { demandNoOverflow } from "./support/accessibility";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { type AppServer, startApp } from "./support/server";

/** A server on which the outer switch is on, with a database of its own. */
const switched = test.extend<object, { server: AppServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what is needed.
    async ({}, use) => {
      const server = await startApp({ ENABLE_HITL_ORCHESTRATOR: "true" });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

/** Which path a request at the older endpoint takes. */
async function pathTaken(client: Client): Promise<string> {
  const body = { prompt: "which way", model: "sandbox:sandbox/image", hitl_config: { policy: "auto" } };
  const response = await client.send("POST", "/api/teams/run", { ...body, user_id: "user-1" });
  expect(response.status).toBe(200);
  const run: Run = await response.json();
  return run.path;
}

switched("the figures are those of the runs there were, drawn and as a table", async ({ desk, client }) => {
  await client.create({ prompt: "done by itself", hitl_config: { policy: "auto" } });
  const rejected = await client.create({ prompt: "to be rejected" });
  await client.decide(rejected.run_id, "reject", { reason: "not this one" });
  await client.create({ prompt: "still waits" });

  await desk.goto("/insights?range=1d");
  const figures = desk.getByRole("main");
  const stat = (name: string) => figures.locator("dl > div", { hasText: name });
  await expect(stat("Waiting now")).toContainText("1");
  await expect(stat("People stepped in")).toContainText("1 of 2 runs");
  await expect(stat("Error rate")).toContainText("0 of 1 completed or failed");

  const outcomes = figures.getByRole("region", { name: "What runs came to, each hour" });
  await expect(outcomes.locator("svg.recharts-surface")).toBeVisible();
  await outcomes.getByRole("button", { name: /Show as a table/ }).click();
  // One completed and one rejected, in one hour or in two; every other cell says 0.
  await expect(outcomes.getByRole("cell", { name: "1", exact: true })).toHaveCount(2);
  await expect(outcomes.locator("svg.recharts-surface")).toHaveCount(0);

  await figures.getByRole("button", { name: "7 days" }).click();
  await expect(desk).toHaveURL(/range=7d/);
  await expect(figures.getByRole("heading", { name: "What runs came to, each day" })).toBeVisible();
});

switched("a preset moves everyone over, and the red button turns them back", async ({ desk, client }) => {
  expect(await pathTaken(client)).toBe("legacy");
  await desk.goto("/rollout");
  await desk.getByRole("radio", { name: /^Everyone/ }).check();
  const apply = desk.getByRole("button", { name: /^Apply/ });
  await expect(apply).toBeDisabled();
  await desk.getByRole("textbox", { name: "Why", exact: true }).fill("The subset went well");
  await apply.click();
  await expect(desk.getByRole("region", { name: /not yet made/ })).toHaveCount(0);
  expect(await pathTaken(client)).toBe("hitl");

  await desk.getByRole("button", { name: "Roll back" }).click();
  const dialog = desk.getByRole("dialog");
  await expect(dialog.getByText("Runs in flight finish where they started")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Roll back now" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Why" }).fill("Too many failures since noon");
  await dialog.getByRole("button", { name: "Roll back now" }).click();
  await expect(dialog).toHaveCount(0);
  expect(await pathTaken(client)).toBe("legacy");
  await expect(desk.getByText("Too many failures since noon")).toBeVisible();
});

switched("whoever is second learns what the first changed, and keeps the draft", async ({ desk, client }) => {
  await desk.goto("/rollout");
  await desk.getByRole("radio", { name: /^Named people/ }).check();
  await desk.getByRole("textbox", { name: "Why", exact: true }).fill("Mine");
  const first = await client.send("PUT", "/api/rollout", { why: "I was first", shadow: true });
  expect(first.status).toBe(200);
  await desk.getByRole("button", { name: /^Apply/ }).click();
  await expect(desk.getByRole("alert").filter({ hasText: "changed the rollout meanwhile" })).toContainText(
    "I was first",
  );
  await desk.getByRole("button", { name: "Apply mine on top" }).click();
  await expect(desk.getByRole("region", { name: /not yet made/ })).toHaveCount(0);
  const { state } = await (await client.send("GET", "/api/rollout")).json();
  expect(state).toMatchObject({ stage: "people", shadow: true });
  await client.send("PUT", "/api/rollout", { why: "as before", stage: "off", shadow: false });
});

switched("the lab says what a draft would have let through", async ({ desk, client }) => {
  const run = await client.create({ prompt: "a likeness without permission" });
  await client.decide(run.run_id, "reject", { reason: "no permission" });
  await desk.goto("/policy-lab");
  await desk.getByRole("radio", { name: /^Automatic/ }).check();
  await desk.getByRole("button", { name: "Replay" }).click();
  await expect(desk.getByRole("heading", { name: "What would have slipped through" })).toBeVisible();
  await desk.getByRole("link", { name: "a likeness without permission" }).click();
  await expect(desk).toHaveURL(new RegExp(`/runs/${run.run_id}`));
});

/** Each page with what it shows once it is whole. */
const whole: Record<string, (desk: Page) => Promise<void>> = {
  "/insights": (desk) => expect(desk.getByRole("heading", { name: /What runs came to/ })).toBeVisible(),
  "/rollout": (desk) => desk.getByRole("radio", { name: /^Everyone/ }).check(),
  "/policy-lab": async (desk) => {
    await desk.getByRole("button", { name: "Replay" }).click();
    await expect(desk.getByRole("heading", { name: "By step" })).toBeVisible();
  },
};

switched("the figures' pages fit 360 pixels, and keys lead to them", async ({ desk, client }) => {
  // Until then what is pressed is not heard.
  const connected = () => expect(desk.getByRole("status").filter({ hasText: "Connected" })).toBeVisible();
  await client.create({ prompt: "to be counted", hitl_config: { policy: "auto" } });
  await desk.goto("/");
  await connected();
  await desk.keyboard.press("g");
  await desk.keyboard.press("m");
  await expect(desk).toHaveURL(/\/insights$/);
  for (const [path, show] of Object.entries(whole)) {
    await desk.setViewportSize({ width: 1440, height: 900 });
    await desk.goto(path);
    await connected();
    await show(desk);
    await desk.setViewportSize({ width: 360, height: 740 });
    await demandNoOverflow(desk, path);
  }
});
