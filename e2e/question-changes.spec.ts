import type { Page } from "@playwright/test";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { tooWide } from "./support/too-wide";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };

const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });
const decisionsOf = async (client: Client, runId: string) => (await client.get(runId)).decisions;
const opened = (page: Page, prompt: string) =>
  expect(page.getByRole("article").getByRole("heading", { level: 1 })).toHaveText(prompt);

test("what is still typed when a colleague takes its question away decides nothing else, and is not lost", async ({
  desk,
  client,
}) => {
  const tag = `taken away ${Date.now()}`;
  const [first, second] = [
    await client.create({ prompt: `${tag} first`, hitl_config: { policy: "require_human" } }),
    await client.create({ prompt: `${tag} second`, hitl_config: atPayload }),
  ];
  await desk.goto(`/?q=${tag}&similar=apart&run=${first.run_id}`);
  await expect(approve(desk)).toBeEnabled();
  await desk.keyboard.press("r");
  const box = desk.getByRole("textbox", { name: "Say why, for whoever asked" });
  await desk.keyboard.type("job has a typo");
  // Without a look in between: whoever types does not pause.
  const typing = desk.keyboard.type(" a j r".repeat(40), { delay: 20 });
  await client.decide(first.run_id, "approve");
  await typing;
  await expect(box).toHaveCount(0);
  await expect(desk.getByText("You typed this before the question changed: job has a typo")).toBeVisible();
  expect(desk.url()).toContain(first.run_id);
  await expect(approve(desk)).not.toBeFocused();
  expect(await decisionsOf(client, first.run_id)).toMatchObject([{ action: "approve" }]);
  expect(await decisionsOf(client, second.run_id)).toEqual([]);
  // It goes with another question only when somebody says so.
  await expect(desk.getByLabel("Message")).toHaveValue("");
  await desk.getByLabel("Message").fill("begun anew");
  await desk.reload();
  await expect(desk.getByLabel("Message")).toHaveValue("begun anew");
  await desk.getByRole("button", { name: "Use it here" }).click();
  await expect(desk.getByLabel("Message")).toHaveValue(/^job has a typo/);
  await expect(desk.getByText("You typed this before the question changed: begun anew")).toBeVisible();
});

test("a panel that was opened for one question answers no other that has come under it", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "too wide", ...tooWide(), hitl_config: atPayload });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: "Approve anyway" }).click();
  const box = desk.getByRole("textbox", { name: "Why it is right all the same" });
  await box.fill("the poster is that wide");
  await client.decide(run.run_id, "edit", { edits: { payload: { width: 9000 } }, approve: false });
  await expect(desk.getByText("You typed this before the question changed")).toBeVisible();
  await expect(box).toBeHidden();
  await desk.keyboard.press("Control+Enter");
  await desk.keyboard.press("Enter");
  expect((await decisionsOf(client, run.run_id)).map(({ action }) => action)).toEqual(["edit"]);
});

test("an answer that comes late leads nobody away from the run they have gone to", async ({
  desk,
  client,
}) => {
  const tag = `gone on ${Date.now()}`;
  const runs = [];
  for (const name of ["first", "second", "third"])
    runs.push(await client.create({ prompt: `${tag} ${name}`, hitl_config: atPayload }));
  const [first, , third] = runs;
  await desk.goto(`/?q=${tag}&similar=apart&run=${first?.run_id}`);
  await expect(approve(desk)).toBeEnabled();
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await desk.route("**/approve", async (route) => {
    await held;
    await route.continue();
  });
  await desk.keyboard.press("a");
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("r");
  await desk.getByRole("region", { name: "Inbox" }).getByText(`${tag} third`).click();
  await opened(desk, `${tag} third`);
  // What was pressed for the run that would have come is not done to the one that was chosen.
  await expect(desk.getByRole("textbox", { name: "Say why, for whoever asked" })).toHaveCount(0);
  const message = desk.getByLabel("Message");
  await message.fill("wait for");
  answer();
  await expect.poll(() => decisionsOf(client, first?.run_id ?? "")).toHaveLength(1);
  await expect(desk.getByText("Approved").first()).toBeVisible();
  await desk.keyboard.type(" legal");
  await expect(message).toHaveValue("wait for legal");
  expect(await decisionsOf(client, third?.run_id ?? "")).toEqual([]);
  // Nor is a typed word lost by a look at another run.
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("k");
  await opened(desk, `${tag} second`);
  await desk.keyboard.press("j");
  await opened(desk, `${tag} third`);
  await expect(message).toHaveValue("wait for legal");
});
