import type { Page, Route } from "@playwright/test";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { signByKeys } from "./support/sign-by-keys";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };

const inbox = (page: Page) => page.getByRole("region", { name: "Inbox" });
const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });
const undo = (page: Page) => page.getByRole("button", { name: /^Undo/ });
const opened = (page: Page, prompt: string) =>
  expect(page.getByRole("article").getByRole("heading", { level: 1 })).toHaveText(prompt);

function create(client: Client, tag: string, count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, number) =>
      client.create({ prompt: `${tag} ${number + 1}`, hitl_config: atPayload }),
    ),
  );
}

/** Keeps what the page sends to an address until it is let go. */
async function holdUp(
  page: Page,
  address: RegExp,
): Promise<{ asked: Promise<void>; letGo: () => Promise<void> }> {
  let held: Route | null = null;
  let heard = () => {};
  const asked = new Promise<void>((resolve) => {
    heard = resolve;
  });
  await page.route(address, (route) => {
    held = route;
    heard();
  });
  return { asked, letGo: async () => held?.continue() };
}

test("an undo that is pressed while the decision is still on its way is never lost", async ({
  desk,
  client,
}) => {
  const tag = `ahead ${Date.now()}`;
  const [first, second] = await create(client, tag, 2);
  await desk.goto(`/?q=${tag}&similar=apart&run=${first?.run_id}`);
  const { asked, letGo } = await holdUp(desk, /\/approve$/);
  await signByKeys(desk);
  await asked;
  for (const key of ["a", "z", "r"]) await desk.keyboard.press(key);
  await letGo();
  await expect(desk.getByText("Taken back. The run waits again.")).toBeVisible();
  await opened(desk, first?.prompt ?? "");
  await expect(approve(desk)).toBeEnabled();
  // What was typed for the next run is not done to this one.
  await expect(desk.getByRole("textbox", { name: /why/ })).toHaveCount(0);
  expect(await client.get(first?.run_id ?? "")).toMatchObject({
    status: "awaiting_human",
    decisions: [{ action: "approve", undone: {} }],
  });
  expect(await client.get(second?.run_id ?? "")).toMatchObject({ decisions: [] });
});

test("an undo of a decision that was refused says so, and takes nothing else back", async ({
  desk,
  client,
}) => {
  const tag = `refused ${Date.now()}`;
  const [first] = await create(client, tag, 2);
  await desk.goto(`/?q=${tag}&similar=apart&run=${first?.run_id}`);
  await expect(approve(desk)).toBeEnabled();
  const { asked, letGo } = await holdUp(desk, /\/reject$/);
  await desk.keyboard.press("r");
  await desk.keyboard.type("not this one");
  await desk.keyboard.press("Control+Enter");
  await desk.keyboard.press("z");
  await asked;
  await client.decide(first?.run_id ?? "", "approve");
  await letGo();
  await expect(desk.getByText("Nothing to take back: your decision was not made.")).toBeVisible();
  await expect(desk.getByText(/Somebody was first/)).toBeVisible();
  const { decisions } = await client.get(first?.run_id ?? "");
  expect(decisions.map(({ action, undone }) => [action, undone])).toEqual([["approve", undefined]]);
});

test("an undo reaches all that are decided together, while they still are on their way", async ({
  desk,
  client,
}) => {
  const tag = `together ${Date.now()}`;
  const runs = await create(client, tag, 3);
  await desk.goto(`/?q=${tag}`);
  await expect(inbox(desk).getByRole("button", { name: /^3 alike/ })).toBeVisible();
  await desk.keyboard.press("j");
  await desk.keyboard.press("Shift+R");
  const dialog = desk.getByRole("dialog");
  await expect(dialog.getByRole("textbox")).toBeFocused();
  await desk.keyboard.press("6");
  await expect(dialog.getByRole("button", { name: /^Reject 3 runs/ })).toBeEnabled();
  const { asked, letGo } = await holdUp(desk, /\/api\/hitl\/decisions$/);
  await desk.keyboard.press("Control+Enter");
  await desk.keyboard.press("z");
  await asked;
  await letGo();
  await desk.unrouteAll({ behavior: "ignoreErrors" });
  await expect(dialog).toBeHidden();
  for (const { run_id } of runs)
    await expect
      .poll(async () => {
        const { status, decisions } = await client.get(run_id);
        return [status, decisions.length, decisions.every(({ undone }) => undone)];
      })
      .toEqual(["awaiting_human", 1, true]);
});

test("what offers an undo covers nothing, and never stands beside another one", async ({ desk, client }) => {
  const tag = `one offer ${Date.now()}`;
  const [first, second] = await create(client, tag, 2);
  await desk.goto(`/?q=${tag}&similar=apart&run=${first?.run_id}`);
  await expect(approve(desk)).toBeEnabled();
  await inbox(desk).getByRole("checkbox").last().check();
  const selection = desk.getByRole("region", { name: "Selection" });
  await expect(selection).toBeVisible();
  await desk.keyboard.press("a");
  await desk.keyboard.press("Enter");
  await opened(desk, second?.prompt ?? "");
  await expect(undo(desk)).toHaveCount(1);
  const covered = await selection.getByRole("button").evaluateAll(
    (buttons) =>
      buttons.filter((button) => {
        const { x, y, width, height } = button.getBoundingClientRect();
        return !button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      }).length,
  );
  expect(covered).toBe(0);
  await desk.keyboard.press("k");
  await expect(desk.getByText(/Approved by you; goes out in/).last()).toBeVisible();
  await expect(undo(desk)).toHaveCount(1);

  await desk.goto(`/runs/${second?.run_id}`);
  await approve(desk).click();
  await expect(desk.getByText(/Approved by you; goes out in/)).toBeVisible();
  await expect(undo(desk)).toHaveCount(1);
  await undo(desk).click();
  await expect(approve(desk)).toBeVisible();
});

test("two windows of one person never tell them of their own decision as of somebody else's", async ({
  desk,
  client,
}) => {
  const [run] = await create(client, `two windows ${Date.now()}`, 1);
  const other = await desk.context().newPage();
  for (const page of [desk, other]) {
    await page.goto(`/runs/${run?.run_id}`);
    await expect(approve(page)).toBeEnabled();
  }
  const { asked, letGo } = await holdUp(other, /\/approve$/);
  await approve(other).click();
  await asked;
  await approve(desk).click();
  await expect(desk.getByText(/Approved by you; goes out in/)).toBeVisible();
  await letGo();
  await expect(other.getByText("You had decided this run already")).toBeVisible();
  await expect(other.getByText(/Approved by you; goes out in/)).toBeVisible();
  await expect(other.getByText(/Somebody was first/)).toHaveCount(0);
  await undo(other).click();
  for (const page of [desk, other]) {
    await expect(approve(page)).toBeEnabled();
    await expect(page.getByText(/decided this run already|goes out in/)).toHaveCount(0);
  }
  expect(await client.get(run?.run_id ?? "")).toMatchObject({ decisions: [{ undone: {} }] });
  await other.close();
});

test("refusals among what is decided together are told, though all that was decided is taken back", async ({
  desk,
  client,
}) => {
  const tag = `refusals ${Date.now()}`;
  const runs = await create(client, tag, 3);
  await desk.goto(`/?q=${tag}`);
  await expect(inbox(desk).getByRole("button", { name: /^3 alike/ })).toBeVisible();
  await desk.keyboard.press("j");
  await desk.keyboard.press("Shift+R");
  const dialog = desk.getByRole("dialog");
  await expect(dialog.getByRole("textbox")).toBeFocused();
  await desk.keyboard.press("6");
  await expect(dialog.getByRole("button", { name: /^Reject 3 runs/ })).toBeEnabled();
  const { asked, letGo } = await holdUp(desk, /\/api\/hitl\/decisions$/);
  await desk.keyboard.press("Control+Enter");
  await desk.keyboard.press("z");
  await asked;
  await client.decide(runs[1]?.run_id ?? "", "approve");
  await letGo();
  await desk.unrouteAll({ behavior: "ignoreErrors" });
  await expect(dialog.getByRole("heading", { name: "2 of 3 decided" })).toBeVisible();
  await expect(dialog.getByText(runs[1]?.prompt ?? "")).toBeVisible();
  await expect(desk.getByText("Taken back. 2 runs wait again.")).toBeVisible();
  for (const [number, { run_id }] of runs.entries())
    await expect
      .poll(async () => (await client.get(run_id)).decisions.map(({ action, undone }) => [action, !!undone]))
      .toEqual([number === 1 ? ["approve", false] : ["reject", true]]);
});

test("what was taken back in another window is not offered any more", async ({ desk, client }) => {
  const tag = `offered ${Date.now()}`;
  const [first, second] = await create(client, tag, 2);
  const other = await desk.context().newPage();
  await other.goto(`/runs/${first?.run_id}`);
  await desk.goto(`/?q=${tag}&similar=apart&run=${first?.run_id}`);
  await signByKeys(desk);
  await opened(desk, second?.prompt ?? "");
  await expect(undo(desk)).toBeVisible();
  await undo(other).click();
  await expect(approve(other)).toBeEnabled();
  // Long before it would have gone out.
  await expect(undo(desk)).toHaveCount(0, { timeout: 2_000 });
  await other.close();
});
