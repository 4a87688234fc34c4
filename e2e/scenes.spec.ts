import type { Page } from "@playwright/test";
import { figureStates, sceneNames, screens } from "@/app/dev/states/names";
import { scenes } from "@/lib/testing/factories/scenes";
import { expect, test } from "./scenes/fixtures";
import { demandNoFindings, demandVisibleFocus } from "./support/accessibility";
import { readToTheEnd } from "./support/read-to-the-end";

const all = [
  ...[...screens, ...sceneNames].map((name) => ({ name, search: `state=${name}` })),
  { name: "new, its model chosen", search: "state=new&model=sandbox%3Asandbox%2Fimage" },
  ...figureStates.map((name) => ({ name, search: `figures=${name}` })),
];

/** Nothing stands in for what is still on its way. */
const settled = (page: Page) =>
  expect(page.locator("main [data-slot=skeleton], [aria-busy=true]")).toHaveCount(0);

for (const { name, search } of all) {
  test(`${name}: axe finds nothing, and whatever has the focus shows it, light or dark`, async ({ show }) => {
    const page = await show(search);
    if (name !== "loading") await settled(page);
    await demandNoFindings(page, name);
    await demandVisibleFocus(page, name);
  });
}

/** What each answer's key opens. */
const opens = {
  reject: { key: "r", heading: "Reject this run" },
  retry: { key: "t", heading: "Retry the call" },
  edit: { key: "e", heading: /^Edit the (payload|answer|request)$/ },
};

// Opening the edit of twelve thousand rows takes a page half a minute.
for (const name of sceneNames.filter((one) => one !== "hugePayload")) {
  const may = scenes[name]().actions_required;
  test(`${name}: a key opens what may be answered and nothing else, and Escape closes it`, async ({
    show,
  }) => {
    const page = await show(`state=${name}`);
    await settled(page);
    // What another try would send must have been read.
    if (may.some((one) => one === "retry") && !may.some((one) => one === "approve")) await readToTheEnd(page);
    for (const [action, { key, heading }] of Object.entries(opens)) {
      const opened = page.getByRole("heading", { name: heading });
      await page.keyboard.press(key);
      await expect(opened).toHaveCount(may.some((one) => one === action) ? 1 : 0);
      // Out of the field first, then out of the edit; one that comes before its field has the focus leads out of neither.
      await page.keyboard.press("Escape");
      await expect(async () => {
        if (await opened.isVisible()) await page.keyboard.press("Escape");
        await expect(opened).toHaveCount(0, { timeout: 1_000 });
      }).toPass();
    }
  });
}

test("the filters, the palette, the keys and the panels: axe finds nothing, and the focus shows", async ({
  show,
}) => {
  const page = await show("state=runs&step=api_call");
  await expect(page.getByText("Created from")).toBeVisible();
  await demandNoFindings(page, "the filters");
  await demandVisibleFocus(page, "the filters");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Commands" })).toBeFocused();
  await demandNoFindings(page, "the palette");
  await page.keyboard.press("Escape");

  await show("state=cost");
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await page.keyboard.press("r");
  await demandVisibleFocus(page, "the reject panel");
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "Guidance" }).fill("9000");
  await expect(page.getByText("1 problem", { exact: true })).toBeVisible();
  await demandNoFindings(page, "the edit");
  await demandVisibleFocus(page, "the edit");
});

test("what is chosen, on or done keeps its state when every background is taken away", async ({ show }) => {
  const page = await show("state=inbox");
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
  const look = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { backgroundColor, borderInlineStartWidth } = getComputedStyle(element);
        return `${backgroundColor} ${borderInlineStartWidth}`;
      });
  expect(await look("a[aria-current=true]")).not.toBe(await look("nav a:not([aria-current])"));
  expect(await look("button[aria-pressed=true]")).not.toBe(await look("button[aria-pressed=false]"));
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await demandVisibleFocus(page, "the keys");
  const on = await look("[role=switch][aria-checked=true]");
  await page.getByRole("switch").click();
  expect(await look("[role=switch][aria-checked=false]")).not.toBe(on);
});

test("a rollout that is changed and not yet made: axe finds nothing", async ({ show }) => {
  const page = await show("figures=rollout");
  await page.getByRole("radio", { name: /^Named people/ }).check();
  await expect(page.getByRole("region", { name: /not yet made/ })).toBeVisible();
  await demandNoFindings(page, "a changed rollout");
});
