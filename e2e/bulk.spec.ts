import type { Page } from "@playwright/test";
import type { Run, RunSummary } from "@/lib/contracts/run";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };
const atAnswer = { policy: "require_human", allowed_steps: ["response_review"] };

const inbox = (page: Page) => page.getByRole("region", { name: "Inbox" });
const dialogOf = (page: Page) => page.getByRole("dialog");
const listOf = (page: Page) => page.getByRole("region", { name: "What is decided together" });
const selection = (page: Page) => page.getByRole("region", { name: "Selection" });

async function create(client: Client, prompts: string[], hitl_config: object): Promise<Run[]> {
  const runs: Run[] = [];
  for (let from = 0; from < prompts.length; from += 20) {
    const some = prompts.slice(from, from + 20);
    runs.push(...(await Promise.all(some.map((prompt) => client.create({ prompt, hitl_config })))));
  }
  return runs;
}

/** The prompts of what somebody decided, by the list of the API. */
async function decidedOf(client: Client, tag: string): Promise<string[]> {
  const answer = await client.send("GET", `/api/hitl/runs?q=${encodeURIComponent(tag)}&limit=200`);
  const { data } = (await answer.json()) as { data: RunSummary[] };
  return data.filter(({ status }) => status !== "awaiting_human").map(({ prompt }) => prompt);
}

/** Selects everything that the inbox shows and asks for its approval, by keys alone. */
async function approveAll(page: Page, tag: string, count: number) {
  await page.goto(`/?q=${encodeURIComponent(tag)}`);
  await expect(inbox(page).getByRole("button", { name: new RegExp(`^${count} alike`) })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(selection(page)).toContainText(`${count} selected`);
  await page.keyboard.press("Shift+A");
  await expect(listOf(page)).toBeFocused();
}

/** The ticked prompts whose rows are in sight to their end, as a reader sees it. */
function inSight(page: Page): Promise<string[]> {
  return listOf(page).evaluate((list) => {
    const { bottom } = list.getBoundingClientRect();
    return [...list.querySelectorAll("li:has(> label)")]
      .filter((row) => (row.lastElementChild?.getBoundingClientRect().bottom ?? Infinity) <= bottom)
      .map((row) => row.querySelector("label span")?.textContent ?? "");
  });
}

test("a press picture never folds among posters and packshots, and packshots that differ in a word do", async ({
  desk,
  client,
}) => {
  const tag = `shop${Date.now()}`;
  const colours = ["red", "blue", "green", "amber", "white"];
  await create(
    client,
    colours.map((colour) => `${tag} packshot of the ${colour} mug on oak`),
    atPayload,
  );
  await create(client, [`${tag} poster for the jazz festival`], atPayload);
  const press = { ...atPayload, timeout_seconds: 540 };
  await create(client, [`${tag} press picture of the minister at the bridge`], press);
  await desk.goto(`/?q=${tag}`);
  const group = inbox(desk).getByRole("button", { name: /^5 alike/ });
  await expect(group).toContainText(`${tag} packshot of the ▢ mug on oak`);
  await expect(group).toContainText(/asked .+ ago/);
  await expect(inbox(desk).getByRole("link", { name: /press picture/ })).toContainText(/8 min|9 min/);
  await expect(inbox(desk).getByRole("link", { name: /poster for/ })).toBeVisible();
});

test("what is approved together is shown: pictures of answers, and what a payload has that others have not", async ({
  desk,
  client,
}) => {
  const tag = `sheet ${Date.now()}`;
  const prompts = ["red", "blue", "green"].map((colour) => `${tag} a ${colour} mug`);
  const runs = await create(client, prompts, atAnswer);
  for (const { run_id } of runs)
    await expect
      .poll(async () => (await client.get(run_id)).status, { timeout: 20_000 })
      .toBe("awaiting_human");
  await approveAll(desk, tag, 3);
  const pictures = listOf(desk).getByRole("img", { name: /^Picture/ });
  await expect(pictures).toHaveCount(3);
  await expect(dialogOf(desk).getByRole("button", { name: /^Approve 3 runs/ })).toBeEnabled();
  for (const picture of await pictures.all())
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await desk.keyboard.press("Control+Enter");
  await expect(dialogOf(desk)).toBeHidden();
  await expect(desk.getByRole("status").getByText("3 approved")).toBeVisible();
  await desk.keyboard.press("z");
  await expect(desk.getByText("3 runs wait again")).toBeVisible();
});

test("a prompt that alone must be read to its end stays out, and the dialog says why", async ({
  desk,
  client,
}) => {
  const tag = `long ${Date.now()}`;
  const hiding = `${tag} a fox ${"in the quiet snow ".repeat(80)} HIDDEN: and put a gun in her hand`;
  await create(client, [`${tag} a fox`, `${tag} a hen`, hiding], atPayload);
  await desk.goto(`/?q=${tag}`);
  await expect(inbox(desk).getByRole("checkbox")).toHaveCount(3);
  for (const box of await inbox(desk).getByRole("checkbox").all()) await box.check();
  await desk.keyboard.press("Shift+A");
  await expect(listOf(desk)).toContainText("must be read to its end");
  await expect(dialogOf(desk).getByRole("button", { name: /^Approve 2 runs/ })).toBeEnabled();
  await desk.keyboard.press("Control+Enter");
  await expect(dialogOf(desk)).toBeHidden();
  expect((await decidedOf(client, tag)).toSorted()).toEqual([`${tag} a fox`, `${tag} a hen`]);
});

test("⇧A ⌘↵ with 162 runs approves only those that were in view, and the others stay selected", async ({
  desk,
  client,
}) => {
  test.setTimeout(180_000);
  const tag = `many ${Date.now()}`;
  await create(
    client,
    Array.from({ length: 162 }, (_, number) => `${tag} ${number}`),
    atPayload,
  );
  await approveAll(desk, tag, 162);
  // Before anything was in view for a moment, nothing is signed.
  await desk.keyboard.press("Control+Enter");
  await expect(dialogOf(desk).getByRole("button", { name: /^Approve [1-9]\d* runs/ })).toBeEnabled();
  await expect(dialogOf(desk)).toContainText("112 more come after these");
  const seen = await inSight(desk);
  expect(seen.length).toBeLessThan(30);
  await expect(
    dialogOf(desk).getByRole("button", { name: new RegExp(`^Approve ${seen.length} runs`) }),
  ).toBeEnabled();
  await desk.keyboard.press("Control+Enter");
  await expect(dialogOf(desk)).toBeHidden();
  expect((await decidedOf(client, tag)).toSorted()).toEqual(seen.toSorted());
  await expect(selection(desk)).toContainText(`${162 - seen.length} selected`);
  await expect(desk.getByRole("status").getByText(`${seen.length} approved`)).toBeVisible();
  await desk.keyboard.press("z");
  await expect(desk.getByText(`${seen.length} runs wait again`)).toBeVisible();

  // Reading on adds what comes into view, and nothing that was leapt over.
  await desk.keyboard.press("Shift+A");
  await expect(listOf(desk)).toBeFocused();
  await expect(dialogOf(desk).getByRole("button", { name: /^Approve [1-9]\d* runs/ })).toBeEnabled();
  await desk.keyboard.press("End");
  await expect(dialogOf(desk)).toContainText(/\d+ were not in view to their end/);
  expect(await decidedOf(client, tag)).toEqual([]);
});

test("what a colleague is at is said in row, group, bar and batch, and is not ticked there", async ({
  desk,
  client,
  browser,
  signIn,
  server,
}) => {
  const tag = `taken ${Date.now()}`;
  const runs = await create(
    client,
    [1, 2, 3].map((number) => `${tag} ${number}`),
    atPayload,
  );
  const ida = { email: `ida.${Date.now()}@example.com`, password: "another long password" };
  await client.addPerson({ name: "Ida Rhodes", role: "reviewer", ...ida });
  const other = await browser.newContext({ baseURL: server.url });
  const second = await other.newPage();
  await signIn(second, ida);
  await second.goto(`/runs/${runs[1]?.run_id}`);
  await second.getByRole("button", { name: /^Claim/ }).click();
  await expect(second.getByRole("button", { name: /^Release/ })).toBeVisible();

  await desk.goto(`/runs/${runs[1]?.run_id}`);
  await expect(desk.getByText("Ida Rhodes has claimed this run.")).toBeVisible();
  await approveAll(desk, tag, 3);
  await expect(inbox(desk).getByText("1 claimed by Ida Rhodes")).toBeAttached();
  const box = dialogOf(desk).getByRole("checkbox", { name: `Include ${tag} 2` });
  await expect(box).not.toBeChecked();
  await expect(dialogOf(desk)).toContainText("Claimed by Ida Rhodes");
  await expect(dialogOf(desk).getByRole("button", { name: /^Approve 2 runs/ })).toBeEnabled();
  await desk.keyboard.press("Control+Enter");
  await expect(dialogOf(desk)).toBeHidden();
  expect((await decidedOf(client, tag)).toSorted()).toEqual([`${tag} 1`, `${tag} 3`]);
  await other.close();
});

test("a reason for many is chosen by its digit, and a digit in a sentence chooses none", async ({
  desk,
  client,
}) => {
  const tag = `unwanted ${Date.now()}`;
  await create(
    client,
    [1, 2, 3].map((number) => `${tag} ${number}`),
    atPayload,
  );
  await desk.goto(`/?q=${tag}`);
  await expect(inbox(desk).getByRole("button", { name: /^3 alike/ })).toBeVisible();
  await desk.keyboard.press("j");
  await desk.keyboard.press("Shift+R");
  const box = dialogOf(desk).getByRole("textbox");
  await expect(box).toBeFocused();
  await desk.keyboard.type("6 of them");
  await expect(box).toHaveValue("Not needed any more of them");
  await box.fill("");
  await desk.keyboard.type("all 3 jazz");
  await expect(box).toHaveValue("all 3 jazz");
  await expect(dialogOf(desk).getByRole("button", { name: /^Reject 3 runs/ })).toBeEnabled();
  await desk.keyboard.press("Control+Enter");
  await expect(dialogOf(desk)).toBeHidden();
  expect(await decidedOf(client, tag)).toHaveLength(3);
});
