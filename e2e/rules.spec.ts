import type { Page } from "@playwright/test";
import type { Rule } from "@/lib/contracts/rules";
import { demandNoFindings, demandNoOverflow, demandVisibleFocus } from "./support/accessibility";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { englishLines, germanPage } from "./support/german";

const flux = "replicate:black-forest-labs/flux-schnell";
const money = {
  name: "What costs money is looked at",
  order: 2,
  when: { cost_over_usd: 0 },
  demand: { policy: "require_human", allowed_steps: ["payload_review"] },
};
const admins = { name: "Admins may skip", order: 1, when: { role: "admin" }, demand: { skip: true } };

async function stored(client: Client): Promise<Rule[]> {
  return (await (await client.send("GET", "/api/hitl/policies?limit=200")).json()).data;
}

async function add(client: Client, rule: object): Promise<Rule> {
  const response = await client.send("POST", "/api/hitl/policies", rule);
  expect(response.status).toBe(201);
  return response.json();
}

const names = async (client: Client) => (await stored(client)).map(({ name }) => name);
const row = (page: Page, name: string) => page.locator("[data-rule]").filter({ hasText: name });

/** In the lab, once its page answers. */
async function draftRules(page: Page, label: string): Promise<void> {
  const rules = page.getByRole("button", { name: label, exact: true });
  await expect(async () => {
    await rules.press("Enter");
    await expect(rules).toHaveAttribute("aria-pressed", "true", { timeout: 1_000 });
  }).toPass();
}

// What one test demands concerns no other: they share a server.
test.afterEach(async ({ client }) => {
  for (const { id } of await stored(client)) await client.send("DELETE", `/api/hitl/policies/${id}`);
});

test("an admin writes, switches, moves and deletes a rule without the mouse", async ({ desk, client }) => {
  await add(client, admins);
  await desk.goto("/settings/rules");
  await expect(row(desk, "Admins may skip")).toContainText("no rule after this one is read");

  await desk.getByRole("button", { name: "Add a rule" }).focus();
  await desk.keyboard.press("Enter");
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).focus();
  await desk.keyboard.type("Dear things");
  await dialog.getByRole("textbox", { name: /^Estimated cost over \(USD\)/ }).focus();
  await desk.keyboard.type("0,5");
  await dialog.getByRole("radio", { name: /^Always ask/ }).focus();
  await desk.keyboard.press("Space");
  await dialog.getByRole("textbox", { name: /^Longest time/ }).focus();
  await desk.keyboard.type("90");
  await expect(dialog).toContainText(
    "A request that costs over $0.50, or nobody knows what: a person is asked at the payload and the answer; a question waits 90 min at most.",
  );
  await desk.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  expect(await stored(client)).toMatchObject([
    { name: "Admins may skip" },
    {
      name: "Dear things",
      order: 100,
      when: { cost_over_usd: 0.5 },
      demand: { policy: "require_human", timeout_seconds_max: 5400 },
    },
  ]);

  const toggle = desk.getByRole("switch", { name: /Dear things/ });
  await toggle.focus();
  await desk.keyboard.press("Space");
  await expect(row(desk, "Dear things")).toContainText("Off");
  await expect.poll(async () => (await stored(client))[1]?.enabled).toBe(false);

  await toggle.focus();
  await desk.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => names(client)).toEqual(["Dear things", "Admins may skip"]);
  await expect(toggle).toBeFocused();
  const later = desk.getByRole("button", { name: "Have “Dear things” read later" });
  await later.focus();
  await desk.keyboard.press("Enter");
  await expect.poll(() => names(client)).toEqual(["Admins may skip", "Dear things"]);
  await expect(later).toBeFocused();
  await expect(desk.getByRole("status").filter({ hasText: "place 2 of 2" })).toBeAttached();
  // At the end the key does nothing, and the focus stays.
  await desk.keyboard.press("Enter");
  await expect(later).toBeFocused();

  await desk.getByRole("button", { name: "Delete the rule “Dear things”" }).focus();
  await desk.keyboard.press("Enter");
  await expect(dialog).toContainText("This cannot be undone");
  await dialog.getByRole("button", { name: "Delete" }).focus();
  await desk.keyboard.press("Enter");
  await expect.poll(() => names(client)).toEqual(["Admins may skip"]);
});

test("what the server refuses stands at its field, and what was typed stays", async ({ desk, client }) => {
  await desk.goto("/settings/rules");
  await desk.getByRole("button", { name: "Add a rule" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Mine");
  await dialog.getByRole("combobox", { name: /^Path/ }).fill("legacy");
  await dialog.getByRole("radio", { name: /^It is an exception/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("combobox", { name: /^Path/ })).toHaveAccessibleDescription(
    "is chosen by whoever asks",
  );
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Mine");
  await dialog.getByRole("radio", { name: /^It demands something/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("must demand something").first()).toBeVisible();
  expect(await stored(client)).toEqual([]);
});

test("of two admins who change a rule at once neither loses anything", async ({ desk, client }) => {
  const { id } = await add(client, money);
  await desk.goto("/settings/rules");
  await desk.getByRole("button", { name: `Edit the rule “${money.name}”` }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Mine");
  await client.send("PATCH", `/api/hitl/policies/${id}`, { name: "Theirs", when: { cost_over_usd: 3 } });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Somebody else changed this rule meanwhile");
  await expect(dialog.getByRole("alert")).toContainText("Theirs. A request that costs over $3.00");
  expect(await names(client)).toEqual(["Theirs"]);
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Mine");
  await dialog.getByRole("button", { name: "Save my changes over it" }).click();
  await expect(dialog).toBeHidden();
  expect(await stored(client)).toMatchObject([{ name: "Mine", when: { cost_over_usd: 3 } }]);
});

test("a trial says where a request would stop, by which rule, and who may decide", async ({
  desk,
  client,
}) => {
  await add(client, admins);
  await add(client, money);
  await desk.goto("/settings/rules");
  await expect(row(desk, "Admins may skip")).toBeVisible();
  await desk.getByRole("combobox", { name: "Model" }).fill(flux);
  await desk.getByRole("textbox", { name: "Prompt" }).fill("a red bicycle");
  await desk.getByRole("button", { name: "Try", exact: true }).press("Enter");
  await expect(desk.getByText("It would stop at: Payload")).toBeVisible();
  await expect(desk.getByText("Not met: Role of whoever asks")).toBeVisible();
  await expect(desk.getByText("Who may decide")).toBeVisible();
  await desk.getByRole("combobox", { name: "Who asks" }).press("Enter");
  await desk.getByRole("option", { name: "Administrator" }).press("Enter");
  await expect(desk.getByText("The request or a rule has changed since")).toBeVisible();
  await desk.getByRole("button", { name: "Try", exact: true }).press("Enter");
  await expect(desk.getByText("It would run without stopping")).toBeVisible();
  await expect(desk.getByText("exception: ends the reading")).toBeVisible();
  await expect(desk.getByText("not read", { exact: true })).toBeVisible();
});

test("the lab tries a draft of the rules, and the form of a new run says which rule will ask", async ({
  desk,
  client,
}) => {
  const prompt = `nobody was asked ${Date.now()}`;
  const { run_id } = await client.create({ prompt, model: flux, hitl_config: { policy: "auto" } });
  await expect.poll(async () => (await client.get(run_id)).status).toBe("completed");
  await add(client, money);
  await desk.goto("/policy-lab");
  await draftRules(desk, "Rules");
  await desk.getByRole("button", { name: "Take over the one rule there is" }).press("Enter");
  await desk.getByRole("button", { name: "Replay" }).press("Enter");
  const changed = desk.getByRole("region", { name: "Added" });
  await expect(changed.getByRole("listitem").filter({ hasText: prompt })).toContainText(money.name);

  await desk.goto(`/new?model=${encodeURIComponent(flux)}`);
  await desk.getByRole("textbox", { name: "Prompt" }).fill("a red bicycle");
  await desk.getByRole("radio", { name: /^Automatic/ }).check();
  await expect(desk.getByRole("region", { name: "What would happen" })).toContainText(
    `The organisation's rule “${money.name}” asks for a person at payload review`,
  );
});

test("the page of rules and its form have no fault that axe knows, no overflow, and show their focus", async ({
  desk,
  client,
}) => {
  test.slow();
  await add(client, admins);
  await add(client, {
    ...money,
    name: `Money ${"x".repeat(120)}`,
    when: { model: `acme/${"y".repeat(200)}` },
  });
  await desk.goto("/settings/rules");
  await expect(row(desk, "Admins may skip")).toBeVisible();
  await demandNoFindings(desk, "the rules");
  for (const width of [360, 390, 1920]) {
    await desk.setViewportSize({ width, height: 900 });
    await demandNoOverflow(desk, `the rules at ${width}`);
  }
  await desk.getByRole("button", { name: "Edit the rule “Admins may skip”" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^It demands something/ }).check();
  await dialog.getByRole("button", { name: "Add metadata" }).click();
  await demandNoFindings(desk, "the form of a rule");
  for (const width of [360, 1920]) {
    await desk.setViewportSize({ width, height: 900 });
    await demandNoOverflow(desk, `the form at ${width}`);
  }
  await demandVisibleFocus(desk, "the form of a rule");
});

test("no rule, no trial and no draft is told to a German reader in English", async ({
  browser,
  client,
  server,
  signIn,
}) => {
  const videos = {
    name: "Videos der Presse",
    order: 10,
    when: { operation_type: "video_*", metadata: { team: "presse" }, key_id: "key_*", path: "legacy" },
    demand: {
      policy: "auto_with_thresholds",
      review_thresholds: { cost_max_usd: 0.5, safety_flags: ["nsfw"] },
      timeout_seconds_max: 5400,
      on_timeout: ["expire", "reject"],
      approvals: { count: 1, not_editor: true },
    },
  };
  await add(client, { ...money, name: "Was Geld kostet" });
  await add(client, videos);
  const page = await germanPage(browser, server.url, signIn);
  await page.goto("/settings/rules");
  await expect(row(page, "Videos der Presse")).toBeVisible();
  await page.getByRole("combobox", { name: "Modell" }).fill(flux);
  await page.getByRole("textbox", { name: "Prompt" }).fill("ein rotes Fahrrad");
  await page.getByRole("button", { name: "Ausprobieren", exact: true }).click();
  await expect(page.getByText("Wer entscheiden darf")).toBeVisible();
  expect(await englishLines(page)).toEqual([]);
  await page.getByRole("button", { name: "Regel „Videos der Presse“ bearbeiten" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await englishLines(page)).toEqual([]);
  await page.goto("/policy-lab");
  await draftRules(page, "Regeln");
  await page.getByRole("button", { name: "Die 2 vorhandenen Regeln übernehmen" }).click();
  await expect(row(page, "Videos der Presse")).toBeVisible();
  // The names of models, which the filter lists, are in no language.
  expect((await englishLines(page)).filter((line) => !/^\S+\/\S+$/.test(line))).toEqual([]);
  await page.context().close();
});
