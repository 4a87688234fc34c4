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
  "/settings/webhooks",
  "/settings/holds",
  "/settings/audit",
  "/settings/erasing",
  "/settings/health",
] as const;

/** A new run once its model is chosen. */
const newRun = "/new?model=sandbox%3Asandbox%2Fimage";

/** Nothing stands in for what is still on its way. */
const settled = (page: Page) =>
  expect(page.locator("main [data-slot=skeleton], [aria-busy=true]")).toHaveCount(0);

// What the desk shows on made data is looked at without a server (scenes.spec.ts). Each test here looks at many pages.
test.slow();

test("axe finds nothing in the settings, and whatever has the focus shows it, in either theme", async ({
  desk,
}) => {
  for (const path of settings) {
    await desk.goto(path);
    await expect(desk.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await settled(desk);
    await demandNoFindings(desk, path);
    await demandVisibleFocus(desk, path);
  }
});

test("axe finds nothing where there is no page and on the sign-in page, and the focus shows there", async ({
  desk,
}) => {
  await desk.goto("/nowhere");
  await demandNoFindings(desk, "/nowhere");
  await desk.context().clearCookies();
  await desk.goto("/sign-in");
  await demandNoFindings(desk, "/sign-in");
  await demandVisibleFocus(desk, "/sign-in");
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
