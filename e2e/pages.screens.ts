import type { Page } from "@playwright/test";
import { firstRules } from "@/lib/services/policies/first-rules";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";

test.use({ waitingBefore: 0 });

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** Takes a page's picture in both themes, wide and narrow. */
async function take(page: Page, name: string, ready: RegExp, open: () => Promise<unknown>): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await open();
    await expect(page.getByText(ready).first()).toBeVisible();
    // Parts whose code comes later stand in with a skeleton until they are there.
    await expect(page.locator("main [data-slot=skeleton], main [aria-busy=true]")).toHaveCount(0);
    for (const picture of await page.locator("main img").all()) {
      await expect(picture).toHaveJSProperty("complete", true);
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
      await page.screenshot({ path: `docs/screens/${name}-${colorScheme}-${size}.png` });
    }
  }
}

/** A day's work of a small team: what waits, what was decided, and what went by itself. */
async function aDay(client: Client) {
  const ask = (user_email: string, body: Parameters<Client["create"]>[0]) =>
    client.create({ user_email, agent_email: "studio-agent@example.com", ...body });
  const prompts = [
    "a lighthouse made of paper at dusk, with a small boat passing",
    "an owl reading by candlelight, woodcut",
    "the harbour at low tide, seen from the crane",
  ];
  for (const prompt of prompts) await ask("mara@example.com", { prompt });
  await ask("jon@example.com", {
    prompt: "write a short welcome for the spring fair",
    model: "sandbox:sandbox/text",
  });
  const costly = await ask("jon@example.com", {
    prompt: "portrait of a fox in a raincoat",
    model: "replicate:black-forest-labs/flux-schnell",
    hitl_config: { policy: "auto_with_thresholds", review_thresholds: { cost_max_usd: 0.001 } },
  });
  const answered = await ask("mara@example.com", { prompt: "paper boats on a still lake, early morning" });
  await client.decide(answered.run_id, "approve");
  const edited = await ask("mara@example.com", { prompt: "a kite over the dunes" });
  await client.decide(edited.run_id, "edit", { edits: { payload: { width: 640 } }, approve: true });
  await client.decide(edited.run_id, "approve", { message: "Just right for the cover" });
  const rejected = await ask("mara@example.com", { prompt: "a poster for nobody" });
  await client.decide(rejected.run_id, "reject", { reason: "Not needed any more" });
  for (const prompt of ["a tin robot watering tulips", "a clock in the rain", "rope and knots, flat lay"]) {
    await ask("jon@example.com", { prompt, hitl_config: { policy: "auto" } });
  }
  return { costly, answered, edited };
}

/** Groups of reviewers, one of whom is away. */
async function aTeam(client: Client) {
  const add = async (name: string) => {
    const email = `${name.split(" ")[0]?.toLowerCase()}@example.com`;
    const person = { name, email, password: "a long enough password", role: "reviewer" };
    return (await (await client.send("POST", "/api/people", person)).json()).id;
  };
  const group = async (body: object) =>
    (await (await client.send("POST", "/api/hitl/groups", body)).json()).id;
  const [lena, karl, ines] = [await add("Lena Ortiz"), await add("Karl Brandt"), await add("Ines Weber")];
  const board = await group({ name: "Board", when: { metadata: { campaign: "spring" } }, members: [ines] });
  await group({
    name: "Pictures",
    when: { operation_type: "image_*" },
    members: [lena, karl],
    escalate: { after_seconds: 1800, to: board },
  });
  const until = new Date(Date.now() + 9 * 24 * 3_600_000).toISOString();
  await client.send("PUT", `/api/people/${karl}/absence`, { until, stand_in: ines });
}

test("the pages of the desk", async ({ desk, client, browser, server }) => {
  test.setTimeout(240_000);
  desk.setDefaultTimeout(15_000);
  const { costly, answered, edited } = await aDay(client);
  const at = (path: string) => () => desk.goto(path);

  await take(desk, "inbox", /Approve/, at(`/?run=${answered.run_id}`));
  await take(desk, "payload", /Approve/, at(`/runs/${costly.run_id}`));
  await take(desk, "edit", /Save and approve/, async () => {
    await desk.goto(`/runs/${costly.run_id}`);
    // The second time the draft is there already.
    const edit = desk.getByRole("button", { name: /^Edit/ });
    const save = desk.getByRole("button", { name: /^Save and approve/ });
    await expect(edit.or(save).first()).toBeVisible();
    if (await edit.isVisible()) await edit.click();
  });
  await take(desk, "completed", /Just right/, at(`/runs/${edited.run_id}`));
  await take(desk, "runs", /a tin robot/, at("/runs"));
  await take(desk, "new-run", /It would/, async () => {
    await desk.goto("/new?model=sandbox%3Asandbox%2Fimage");
    await desk.getByLabel("Prompt").fill("a red bicycle on a quay");
  });
  await take(desk, "insights", /What runs came to/, at("/insights?range=1d"));
  await take(desk, "rollout", /Everyone/, at("/rollout"));
  await take(desk, "policy-lab", /By step/, async () => {
    await desk.goto("/policy-lab");
    await desk.getByRole("radio", { name: /^Automatic/ }).check();
    await desk.getByRole("button", { name: "Replay" }).click();
  });
  await take(desk, "settings", /My account/, at("/settings"));
  await take(desk, "people", /Add a person/, at("/settings/people"));
  await take(desk, "keys", /Make a key/, at("/settings/keys"));
  await take(desk, "models", /flux-schnell/, at("/settings/models"));
  for (const { id: _, ...rule } of firstRules) await client.send("POST", "/api/hitl/policies", rule);
  await take(desk, "rules", /Admins may skip/, at("/settings/rules"));
  await take(desk, "audit", /Made an API key/, at("/settings/audit"));
  await aTeam(client);
  await take(desk, "groups", /stands in/, at("/settings/groups"));
  await take(desk, "group", /Which questions/, async () => {
    await desk.goto("/settings/groups");
    await desk.getByRole("button", { name: "Edit the group “Pictures”" }).click();
  });
  for (const budget of [
    { name: "The studio", limit_usd: 40, period: "month" },
    { name: "Posters", for: { provider: "replicate" }, limit_usd: 0.002, period: "month", over: "ask" },
  ])
    await client.send("POST", "/api/hitl/budgets", budget);
  await take(desk, "budgets", /Posters/, at("/settings/budgets"));
  const dear = await client.create({
    prompt: "a poster with the ferry in fog",
    model: "replicate:black-forest-labs/flux-schnell",
    user_email: "jon@example.com",
  });
  await take(desk, "over-budget", /Posters/, at(`/runs/${dear.run_id}`));
  await take(desk, "health", /Queue|Database/, at("/settings/health"));
  const stranger = await browser.newContext({ baseURL: server.url });
  const outside = await stranger.newPage();
  await take(outside, "sign-in", /Sign in/, () => outside.goto("/sign-in"));
  await stranger.close();
});
