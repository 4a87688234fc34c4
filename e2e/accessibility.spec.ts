import type { Page } from "@playwright/test";
import { demandNoFindings, demandNoOverflow, demandVisibleFocus } from "./support/accessibility";
import { expect, test } from "./support/fixtures";

const settings = [
  "/settings",
  "/settings/people",
  "/settings/groups",
  "/settings/keys",
  "/settings/models",
  "/settings/rules",
  "/settings/budgets",
  "/settings/holds",
  "/settings/audit",
  "/settings/health",
] as const;

/** A new run once its model is chosen. */
const newRun = "/new?model=sandbox%3Asandbox%2Fimage";

/** Nothing stands in for what is still on its way. */
const settled = (page: Page) =>
  expect(page.locator("main [data-slot=skeleton], [aria-busy=true]")).toHaveCount(0);

// Each looks at many pages.
test.slow();

test("axe finds nothing on any page, light or dark", async ({ desk, client }) => {
  const waiting = await client.create({ prompt: "a page to look at" });
  const done = await client.create({ prompt: "finished", hitl_config: { policy: "auto" } });
  const pages: [string, RegExp][] = [
    [`/?run=${waiting.run_id}`, /Approve/],
    [`/runs/${waiting.run_id}`, /Approve/],
    [`/runs/${done.run_id}`, /Completed/],
    ["/runs", /finished/],
    ["/new", /What should do the work/],
    [newRun, /Width/],
    ["/nowhere", /./],
  ];
  for (const [path, ready] of pages) {
    await desk.goto(path);
    await expect(desk.getByText(ready).first()).toBeVisible();
    await demandNoFindings(desk, path);
  }
});

test("axe finds nothing in the settings, light or dark", async ({ desk }) => {
  for (const path of settings) {
    await desk.goto(path);
    await expect(desk.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await settled(desk);
    await demandNoFindings(desk, path);
  }
});

test("axe finds nothing in the filters, the palette and on the sign-in page, light or dark", async ({
  desk,
}) => {
  await desk.goto("/runs?step=api_call");
  await expect(desk.getByText("Created from")).toBeVisible();
  await demandNoFindings(desk, "the filters");
  await desk.keyboard.press("Control+k");
  await expect(desk.getByRole("combobox", { name: "Commands" })).toBeFocused();
  await demandNoFindings(desk, "the palette");
  await desk.context().clearCookies();
  await desk.goto("/sign-in");
  await demandNoFindings(desk, "/sign-in");
});

test("axe finds nothing on a run that is edited, compared and read as JSON, light or dark", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "looked at closely" });
  await client.decide(run.run_id, "edit", { edits: { payload: { width: 640 } }, approve: false });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: "Compare revision 1 with the present one" }).click();
  await expect(desk.getByText(/fields? differs?/).last()).toBeVisible();
  await desk.getByRole("group", { name: "How to show the payload" }).getByText("JSON").click();
  await expect(desk.getByRole("searchbox")).toBeVisible();
  await demandNoFindings(desk, "compared");
  await desk.getByRole("button", { name: /^Edit/ }).first().click();
  await desk.getByRole("textbox", { name: "Width" }).fill("9000");
  await expect(desk.getByText("1 problem", { exact: true })).toBeVisible();
  await demandNoFindings(desk, "edited");
});

test("axe finds nothing on answers that are sound or text, light or dark", async ({ desk, client }) => {
  for (const model of ["sandbox:sandbox/sound", "sandbox:sandbox/text"]) {
    const answered = await client.create({ prompt: "an answer to look at", model });
    await client.decide(answered.run_id, "approve");
    await desk.goto(`/runs/${answered.run_id}`);
    await expect(desk.getByRole("heading", { name: "Answer", exact: true })).toBeVisible();
    await expect(desk.locator("main [data-slot=skeleton]")).toHaveCount(0);
    await demandNoFindings(desk, model);
  }
});

for (const language of ["en", "de"]) {
  test(`every page fits 360 pixels, and 1280 at 200 %, ${language}`, async ({ desk, client, server }) => {
    const run = await client.create({ prompt: `narrow, ${language}` });
    await desk.context().addCookies([{ name: "countersign.language", value: language, url: server.url }]);
    // Thousands wait, so that their number is as wide as it gets.
    await desk.route(/\/api\/hitl\/runs\?.*awaiting_human/, async (route) => {
      const list = await (await route.fetch()).json();
      const data = Array.from({ length: 3_493 }, (_, index) => ({ ...list.data[0], run_id: `run_${index}` }));
      await route.fulfill({ json: { ...list, data, next_cursor: null } });
    });
    for (const path of ["/", `/runs/${run.run_id}`, "/runs", "/new", newRun, ...settings]) {
      await desk.goto(path);
      await expect(desk.getByRole("banner")).toBeVisible();
      await settled(desk);
      // A window of 1280 pixels at 200 % has 640 of them.
      for (const width of [640, 360]) {
        await desk.setViewportSize({ width, height: 740 });
        await demandNoOverflow(desk, `${path} at ${width}`);
      }
    }
  });
}

test("whatever has the focus shows it, on every page, in either theme and in forced colours", async ({
  desk,
  client,
}) => {
  // Unlike every other run here, so that it has a row of its own.
  const waiting = await client.create({ prompt: "focused all over", edits: { payload: { width: 640 } } });
  const answered = await client.create({ prompt: "an answer to focus" });
  await client.decide(answered.run_id, "approve");
  const pages = [
    `/?run=${waiting.run_id}`,
    `/runs/${answered.run_id}`,
    "/runs?step=api_call",
    newRun,
    "/insights",
    "/rollout",
    "/policy-lab",
    ...settings,
  ];
  for (const path of pages) {
    await desk.goto(path);
    await expect(desk.getByRole("banner")).toBeVisible();
    await settled(desk);
    await demandVisibleFocus(desk, path);
  }
  await desk.goto(`/?run=${waiting.run_id}`);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeEnabled();
  await desk.keyboard.press("r");
  await demandVisibleFocus(desk, "the reject panel");
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("e");
  await expect(desk.getByRole("textbox", { name: "Width" })).toBeVisible();
  await demandVisibleFocus(desk, "the edit");

  // What is chosen, on or done keeps its state when every background is taken away.
  const look = (selector: string) =>
    desk
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { backgroundColor, borderInlineStartWidth } = getComputedStyle(element);
        return `${backgroundColor} ${borderInlineStartWidth}`;
      });
  expect(await look("a[aria-current=true]")).not.toBe(await look("nav a:not([aria-current])"));
  expect(await look("button[aria-pressed=true]")).not.toBe(await look("button[aria-pressed=false]"));
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("?");
  await demandVisibleFocus(desk, "the keys");
  const on = await look("[role=switch][aria-checked=true]");
  await desk.getByRole("switch").click();
  expect(await look("[role=switch][aria-checked=false]")).not.toBe(on);
  await desk.getByRole("switch").click();
  await desk.context().clearCookies();
  await desk.goto("/sign-in");
  await demandVisibleFocus(desk, "/sign-in");
});
