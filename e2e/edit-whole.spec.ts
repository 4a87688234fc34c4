import type { Page, Route } from "@playwright/test";
import type { Run } from "@/lib/contracts/run";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { readToTheEnd } from "./support/read-to-the-end";

const rest = (page: Page) => page.getByRole("button", { name: /^Show the rest/ });

const keysOf = (count: number) => Array.from({ length: count }, (_, number) => `f${number + 1}`);

/** A run of a model with so many short fields, each with a value of its own. */
function askWith(client: Client, count: number): Promise<Run> {
  const keys = keysOf(count);
  const properties = Object.fromEntries(keys.map((key) => [key, { type: "string" }]));
  const values = Object.fromEntries(
    keys.map((key) => [key, `value of ${key}, and so many words that not all fit in`]),
  );
  const Input = {
    type: "object",
    required: ["prompt"],
    properties: { prompt: { type: "string" }, ...properties },
  };
  return client.create({
    prompt: "short",
    model: undefined,
    agent_tool_config: {
      "sandbox-agent-tool": {
        data: {
          name: "sandbox/image",
          example_input: { prompt: "x", ...values },
          openapi_schema: { components: { schemas: { Input } } },
        },
      },
    },
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
}

/** The fields whose value is drawn in the window now, in its form or in a list. */
const inView = (page: Page, places = "[data-edit] :is(input, dd)"): Promise<string[]> =>
  page.evaluate(async (where) => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const shown = [...document.querySelectorAll<HTMLElement>(where)].filter((place) => {
      const { top, bottom, right } = place.getBoundingClientRect();
      const under = document.elementFromPoint(right - 2, bottom - 2);
      return top >= 0 && under !== null && (place.contains(under) || under.contains(place));
    });
    const values = shown.map((place) =>
      place instanceof HTMLInputElement ? place.value : place.textContent,
    );
    return values.flatMap((value) => /^value of (f\d+)/.exec(value)?.[1] ?? []);
  }, places);

/** Reads on by the key that signs, until it would sign. */
async function readOn(page: Page, run: Run): Promise<Set<string>> {
  const seen = new Set(await inView(page));
  for (let presses = 0; (await rest(page).isVisible()) && presses < 40; presses += 1) {
    await page.keyboard.press("Control+Enter");
    for (const key of await inView(page)) seen.add(key);
  }
  await expect(rest(page)).toBeHidden();
  expect(run.status).toBe("awaiting_human");
  return seen;
}

test("short fields in the middle are never leapt over on the way to the end", async ({ desk, client }) => {
  const run = await askWith(client, 170);
  await desk.goto(`/runs/${run.run_id}`);
  const places = "article dd";
  await expect(desk.getByText("value of f1,")).toBeVisible();
  const seen = new Set(await inView(desk, places));
  await desk.getByText("value of f170,").scrollIntoViewIfNeeded();
  for (const key of await inView(desk, places)) seen.add(key);
  expect(seen.size).toBeLessThan(170);
  // Its end is in view, and what was passed over is asked for.
  for (let presses = 0; presses < 40 && seen.size < 170; presses += 1) {
    await rest(desk).click();
    for (const key of await inView(desk, places)) seen.add(key);
  }
  expect([...seen].toSorted()).toEqual(keysOf(170).toSorted());
  await readToTheEnd(desk);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeEnabled();
});

const payloadOf = async (client: Client, run: Run) => (await client.get(run.run_id)).suggested_payload;

test("short fields below the fold are never signed with an edit of another one", async ({ desk, client }) => {
  const run = await askWith(client, 80);
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Edit/ })).toBeEnabled();
  await desk.keyboard.press("e");
  await expect(desk.getByRole("textbox", { name: "Prompt" })).toBeFocused();
  await desk.keyboard.press("Control+End");
  await desk.keyboard.type("er");
  expect((await inView(desk)).length).toBeLessThan(80);
  await expect(rest(desk)).toBeVisible();
  await expect(desk.getByRole("button", { name: "Save and approve" })).toBeDisabled();
  const seen = await readOn(desk, run);
  expect([...seen].toSorted()).toEqual(keysOf(80).toSorted());
  expect((await client.get(run.run_id)).decisions).toEqual([]);
  await desk.keyboard.press("Control+Enter");
  await expect.poll(() => payloadOf(client, run)).toMatchObject({ prompt: "shorter" });
});

test("what an edit takes over from an earlier version is never signed out of view", async ({
  desk,
  client,
}) => {
  const run = await askWith(client, 30);
  await client.decide(run.run_id, "edit", {
    edits: { payload: { f2: "value of f2, later" } },
    approve: false,
  });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: /^Edit/ }).click();
  await desk.getByRole("textbox", { name: "F30" }).fill("value of f30, typed");
  await readOn(desk, run);
  await desk.getByRole("button", { name: /^Compare revision 2/ }).click();
  await desk.getByRole("button", { name: /^Edit from/ }).click();
  await expect(rest(desk)).toBeVisible();
  await desk.keyboard.press("Control+Enter");
  expect((await client.get(run.run_id)).decisions).toHaveLength(1);
});

test("an edit never demands another look at what was typed in view and read before", async ({
  desk,
  client,
}) => {
  const run = await askWith(client, 30);
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Edit/ })).toBeEnabled();
  await desk.keyboard.press("e");
  await expect(desk.getByRole("textbox", { name: "Prompt" })).toBeFocused();
  await readOn(desk, run);
  const last = desk.getByRole("textbox", { name: "F30" });
  await last.click();
  await desk.keyboard.press("Control+End");
  await desk.keyboard.type(", typed");
  await expect(rest(desk)).toBeHidden();
  await desk.keyboard.press("Control+Enter");
  await expect
    .poll(() => payloadOf(client, run))
    .toMatchObject({ f30: "value of f30, and so many words that not all fit in, typed" });
});

test("what is typed while an edit is on its way is never lost: the fields take it only once it was refused", async ({
  desk,
  client,
}) => {
  const run = await askWith(client, 2);
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Edit/ })).toBeEnabled();
  await desk.keyboard.press("e");
  const prompt = desk.getByRole("textbox", { name: "Prompt" });
  await expect(prompt).toBeFocused();
  await desk.keyboard.press("Control+End");
  await desk.keyboard.type("er");
  await readOn(desk, run);
  let sent: Route | null = null;
  await desk.route(/\/edit$/, (route) => {
    sent = route;
  });
  await desk.keyboard.press("Control+Enter");
  await expect.poll(() => sent).not.toBeNull();
  await expect(desk.locator("[data-edit] fieldset[aria-busy=true]")).toBeVisible();
  await desk.keyboard.type(" too late");
  await expect(prompt).toHaveValue("shorter");
  await (sent as Route | null)?.abort();
  await expect(desk.getByRole("alert").first()).toBeVisible();
  await desk.unrouteAll({ behavior: "ignoreErrors" });
  await expect(desk.locator("[data-edit] fieldset[aria-busy=true]")).toHaveCount(0);
  await expect(prompt).toBeFocused();
  await desk.keyboard.type(" still");
  await expect(prompt).toHaveValue("shorter still");
});

test("what is cut off at the side is never signed with an edit, however wide somebody's page is", async ({
  desk,
  client,
}) => {
  const run = await askWith(client, 3);
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Edit/ })).toBeEnabled();
  await desk.keyboard.press("e");
  await expect(desk.getByRole("textbox", { name: "Prompt" })).toBeFocused();
  // As a reader's own style sheet may have it.
  await desk.addStyleTag({ content: "[data-edit] { width: 300vw } [data-edit] input { width: 280vw }" });
  await desk.keyboard.press("Control+End");
  await desk.keyboard.type("er");
  await expect(rest(desk)).toBeVisible();
  const scrolled = () =>
    desk.evaluate(() =>
      Math.max(...[...document.querySelectorAll("article > div")].map((one) => one.scrollLeft)),
    );
  for (let presses = 0; (await rest(desk).isVisible()) && presses < 40; presses += 1) {
    await desk.keyboard.press("Control+Enter");
    await inView(desk);
  }
  await expect(rest(desk)).toBeHidden();
  expect(await scrolled()).toBeGreaterThan(0);
  expect((await client.get(run.run_id)).decisions).toEqual([]);
  await expect(desk.getByRole("button", { name: "Save and approve" })).toBeEnabled();
});
