import type { Page } from "@playwright/test";
import { test } from "./day/fixtures";
import type { Client } from "./support/client";
import { expect } from "./support/fixtures";
import { readToTheEnd } from "./support/read-to-the-end";
import { sandboxTool } from "./support/sandbox-tool";
import { signByKeys } from "./support/sign-by-keys";

// Nothing counts as seen that stood in the page and was never on the screen.

const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });
const save = (page: Page) => page.getByRole("button", { name: "Save and approve" });
const rest = (page: Page) => page.getByRole("button", { name: /^Show the rest/ });

const keysOf = Array.from({ length: 14 }, (_, number) => `field ${number + 1}`);
const many = Object.fromEntries(keysOf.map((key) => [key, { type: "string" }]));

/** Its payload fits a window, and the form that it is edited in does not. */
const ask = (client: Client) =>
  client.create({
    prompt: "a short one",
    model: undefined,
    agent_tool_config: sandboxTool(
      many,
      ["prompt"],
      Object.fromEntries(keysOf.map((key) => [key, "as it was"])),
    ),
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });

/** Presses keys in the very moment in which a button of the run comes into the page, before any frame was drawn of it. */
const pressAsItComes = (page: Page, name: string, keys: string[]) =>
  page.addInitScript(
    ([label, pressed]) => {
      const watcher = new MutationObserver(() => {
        const button = [...document.querySelectorAll("article footer button")].find((one) =>
          one.textContent.startsWith(label),
        );
        if (!(button instanceof HTMLButtonElement) || button.disabled) return;
        watcher.disconnect();
        for (const key of pressed) {
          if (key === "Enter") button.click();
          else if (key === "focus") button.focus();
          else window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        }
        document.documentElement.dataset.pressed = "";
      });
      watcher.observe(document, { childList: true, subtree: true, attributes: true });
    },
    [name, keys] as const,
  );

test("an edit that begins before the payload was on the screen asks for every field of it", async ({
  desk,
  client,
}) => {
  const run = await ask(client);
  await pressAsItComes(desk, "Edit", ["e"]);
  await desk.goto(`/runs/${run.run_id}`);
  const prompt = desk.getByRole("textbox", { name: "Prompt" });
  await expect(prompt).toBeFocused();
  await desk.keyboard.press("Control+End");
  await desk.keyboard.type(" still");
  await expect(rest(desk)).toBeVisible();
  await expect(save(desk)).toBeDisabled();
});

test("Enter that comes before the run was on the screen signs nothing", async ({ desk, client }) => {
  const run = await ask(client);
  await pressAsItComes(desk, "Approve", ["focus", "Enter"]);
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.locator("html[data-pressed]")).toBeAttached();
  await expect(approve(desk)).toBeEnabled();
  expect((await client.get(run.run_id)).decisions).toEqual([]);
  await signByKeys(desk);
  await expect.poll(async () => (await client.get(run.run_id)).decisions).toHaveLength(1);
});

test("what is typed after an Enter that came early goes into the panel it was to open", async ({
  desk,
  client,
}) => {
  const run = await client.create({
    prompt: "a short one",
    model: undefined,
    agent_tool_config: sandboxTool({ style: { type: "string" } }, ["prompt", "style"]),
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await pressAsItComes(desk, "Approve", ["focus", "Enter"]);
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.locator("html[data-pressed]")).toBeAttached();
  await desk.keyboard.type("our customer has none");
  await expect(desk.getByRole("textbox", { name: /^Say why/ })).toHaveCount(0);
  await expect(desk.getByRole("textbox", { name: "Why it is right all the same" })).toHaveValue(
    "our customer has none",
  );
  await expect(desk.getByRole("button", { name: "Save and approve" })).toHaveCount(0);
  expect(await client.get(run.run_id)).toMatchObject({ decisions: [], claimed_by: null });
});

test("a try that is asked for before the run was on the screen leads to what its panel covers first", async ({
  desk,
  client,
  replicate,
}) => {
  replicate.nextAnswers("create_prediction", { kind: "status", status: 422, detail: "Not today" });
  const run = await client.create({
    prompt: "a short one",
    model: "replicate:black-forest-labs/flux-schnell",
    hitl_config: { policy: "require_human", allowed_steps: ["response_review"] },
  });
  await expect.poll(async () => (await client.get(run.run_id)).current_step).toBe("api_call");
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("awaiting_human");
  const before = replicate.predictions.length;
  // High enough for the payload to its end, and not for the panel beneath it.
  await desk.setViewportSize({ width: 1440, height: 780 });
  await pressAsItComes(desk, "Retry", ["Enter"]);
  await desk.goto(`/runs/${run.run_id}`);
  const panel = desk.getByRole("form", { name: "Retry the call" });
  const again = panel.getByRole("button", { name: /^Retry/ });
  await expect(rest(desk)).toBeVisible();
  await expect(again).toBeDisabled();
  await desk.keyboard.press("Control+Enter");
  await expect(again).toBeEnabled();
  expect(replicate.predictions).toHaveLength(before);
  await desk.keyboard.press("Control+Enter");
  await expect.poll(() => replicate.predictions.length).toBe(before + 1);
});

test("an answer whose drawing comes late is not released before its end was in view", async ({
  desk,
  client,
  calls,
}) => {
  await desk.setViewportSize({ width: 1440, height: 520 });
  const lines = Array.from({ length: 14 }, (_, line) => `- point **${line}**`).join("\n\n");
  calls.set("a list", [{ output: lines }]);
  const run = await client.create({
    prompt: "a list",
    model: "replicate:meta/meta-llama-3-8b-instruct",
    hitl_config: { policy: "require_human", allowed_steps: ["response_review"] },
  });
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("awaiting_human");
  let release = () => {};
  const held = new Promise<void>((go) => {
    release = go;
  });
  await desk.route(/\/_next\/static\/chunks\//, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    // Known by what only the code that sets markdown has.
    if (body.includes("micromark")) await held;
    await route.fulfill({ response, body });
  });
  // The page is not loaded before the code that is held back.
  await desk.goto(`/runs/${run.run_id}`, { waitUntil: "commit" });
  await expect(desk.getByRole("heading", { name: "Answer" })).toBeVisible();
  await expect(rest(desk)).toBeVisible();
  release();
  const last = desk.getByText("point 13");
  await expect(last).toBeAttached();
  await expect(last).not.toBeInViewport();
  await expect(rest(desk)).toBeVisible();
  await expect(approve(desk)).toBeDisabled();
  await readToTheEnd(desk);
  await expect(last).toBeInViewport();
  await expect(approve(desk)).toBeEnabled();
});

test("the JSON of a payload is not signed before its end was in view", async ({ desk, client }) => {
  await desk.setViewportSize({ width: 1440, height: 560 });
  const rows = Object.fromEntries(Array.from({ length: 24 }, (_, row) => [`row ${row}`, row]));
  const run = await client.create({
    prompt: "short",
    model: undefined,
    agent_tool_config: sandboxTool({ table: { type: "object" } }),
    edits: { payload: { table: rows } },
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: "JSON", exact: true }).click();
  const last = desk.getByText("row 23");
  await expect(last).toBeAttached();
  await expect(last).not.toBeInViewport();
  await expect(approve(desk)).toBeDisabled();
});
