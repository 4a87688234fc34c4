import type { Page } from "@playwright/test";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { readToTheEnd } from "./support/read-to-the-end";
import { signByKeys } from "./support/sign-by-keys";
import { tooWide } from "./support/too-wide";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };

async function openEdit(page: Page, runId: string): Promise<void> {
  await page.goto(`/runs/${runId}`);
  await page.getByRole("button", { name: /^Edit/ }).click();
  await expect(page.getByRole("textbox", { name: "Width" })).toBeVisible();
}

async function payloadOf(client: Client, runId: string) {
  return (await client.get(runId)).suggested_payload;
}

test("an edit survives a reload in the middle of it, and says what is wrong while one types", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "kept over a reload", hitl_config: atPayload });
  await openEdit(desk, run.run_id);
  await desk.getByRole("textbox", { name: "Width" }).fill("4000");
  await expect(desk.getByText("1 problem", { exact: true })).toBeVisible();
  await desk.getByRole("textbox", { name: "Width" }).fill("640");
  await expect(desk.getByText("1 problem", { exact: true })).toBeHidden();
  await desk.reload();
  await expect(desk.getByRole("textbox", { name: "Width" })).toHaveValue("640");
  await desk.getByRole("button", { name: "Save and keep waiting" }).click();
  await expect.poll(() => payloadOf(client, run.run_id)).toMatchObject({ width: 640 });
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
});

test("of two reviewers on one run, the one who comes second is told who was first and keeps the draft", async ({
  desk,
  client,
  browser,
  signIn,
  server,
}) => {
  test.slow();
  const grace = { email: "grace@example.com", password: "another long password" };
  await client.addPerson({ name: "Grace Hopper", role: "reviewer", ...grace });
  const run = await client.create({ prompt: "edited by two", hitl_config: atPayload });
  const other = await browser.newContext({ baseURL: server.url });
  const second = await other.newPage();
  await signIn(second, grace);
  await openEdit(desk, run.run_id);
  await desk.getByRole("textbox", { name: "Width" }).fill("700");

  await second.goto(`/runs/${run.run_id}`);
  await second.getByRole("button", { name: /^Reject/ }).click();
  await second.getByRole("button", { name: "Costs too much" }).click();
  await second.keyboard.press("Control+Enter");
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("cancelled");

  await expect(desk.getByText(/Grace Hopper rejected/).first()).toBeVisible();
  await expect(desk.getByText("Your draft is kept.", { exact: false })).toBeVisible();
  await expect(desk.getByRole("textbox", { name: "Width" })).toHaveValue("700");
  await expect(desk.getByRole("button", { name: /Save and approve/ })).toBeDisabled();
  await other.close();
});

test("a payload of a megabyte and a prompt of 20,000 characters can be read whole and searched", async ({
  desk,
  client,
}) => {
  test.slow();
  const sentence = "The harbour at low tide, seen from the crane, with every boat named. ";
  const prompt = `${sentence.repeat(300).slice(0, 19_980)}the very last words`.slice(0, 20_000);
  const words = Array.from(
    { length: 9_000 },
    (_, index) => `word number ${index} of a list that is very long`,
  );
  words.push("needle at the very end");
  const notes = "n".repeat(500_000);
  const run = await client.create({
    prompt,
    model: undefined,
    agent_tool_config: {
      "replicate-agent-tool": {
        data: {
          name: "somebody/reads-much",
          latest_version: "5f1d0a6c0a3d9c1f0e5b1a7f6d2c3b4a59687766554433221100ffeeddccbbaa",
          example_input: { prompt: "a quay", words, notes },
        },
      },
    },
    hitl_config: atPayload,
  });
  expect(JSON.stringify(run.suggested_payload).length).toBeGreaterThan(900_000);
  await desk.goto(`/runs/${run.run_id}`);
  const rest = desk.getByRole("button", { name: /^Show the rest/ });
  await expect(rest).toBeVisible();
  const more = desk.getByRole("button", { name: "Show all of it" });
  for (let folded = await more.count(); folded > 0; folded--) await more.first().click();
  await desk.getByText("needle at the very end").first().scrollIntoViewIfNeeded();
  await expect(desk.getByText("the very last words").first()).toBeVisible();
  // All of it can be read; whoever leaps to its end has not.
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeDisabled();

  await desk.getByRole("group", { name: "How to show the payload" }).getByText("JSON").click();
  await desk.getByRole("searchbox", { name: "Search in the JSON" }).fill("needle at the very end");
  await expect(desk.getByText("1 of 1")).toBeVisible();
  await expect(desk.locator("mark").first()).toBeInViewport();
});

test("a payload of hundreds of fields is read, edited and signed as JSON, on a page that does not stand still", async ({
  desk,
  client,
}) => {
  test.slow();
  const many = Array.from({ length: 260 }, (_, at) => [`field_${at}`, `value ${at}`] as const);
  const run = await client.create({
    prompt: "more fields than any model has",
    edits: { payload: Object.fromEntries(many) },
    hitl_config: atPayload,
  });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByText(/^\d+ fields: too many to show one by one/)).toBeVisible();
  const drawn = await desk.evaluate(() => document.querySelectorAll("*").length);
  expect(drawn).toBeLessThan(5_000);

  await desk.keyboard.press("e");
  const box = desk.getByRole("textbox", { name: "Payload" });
  await expect(box).toBeEnabled();
  await box.fill((await box.inputValue()).replace('"value 259"', '"the last, by hand"'));
  await readToTheEnd(desk);
  await desk.getByRole("button", { name: /^Save and approve/ }).click();
  await expect
    .poll(async () => (await client.get(run.run_id)).suggested_payload)
    .toMatchObject({ field_0: "value 0", field_259: "the last, by hand" });
});

test("a comment is seen by everybody who reads the run, and changes nothing", async ({
  desk,
  client,
  browser,
  signIn,
  server,
}) => {
  test.slow();
  const run = await client.create({ prompt: "talked about", hitl_config: atPayload });
  const other = await browser.newContext({ baseURL: server.url });
  const second = await other.newPage();
  await signIn(second);
  await second.goto(`/runs/${run.run_id}`);
  await expect(second.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByLabel("Comment").fill("Is this the right quay?");
  await desk.getByRole("button", { name: "Add comment" }).click();
  for (const page of [desk, second]) {
    await expect(page.getByText("Is this the right quay?", { exact: true })).toBeVisible();
  }
  await expect(desk.getByLabel("Comment")).toHaveValue("");
  expect((await client.get(run.run_id)).status).toBe("awaiting_human");
  await other.close();
});

test("any two revisions are compared, and an edit begins from an old one", async ({ desk, client }) => {
  const run = await client.create({ prompt: "three versions", hitl_config: atPayload });
  await client.decide(run.run_id, "edit", { edits: { payload: { width: 640 } }, approve: false });
  await client.decide(run.run_id, "edit", { edits: { payload: { width: 320, seed: 7 } }, approve: false });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: "Compare revision 3 with the present one" }).click();
  const comparison = desk.getByRole("region", { name: "Compare" });
  await expect(comparison.getByText("2 fields differ")).toBeVisible();
  await comparison.getByLabel("From").selectOption("2");
  await comparison.getByLabel("To", { exact: true }).selectOption("3");
  await expect(comparison.getByText("1 field differs")).toBeVisible();
  await expect(comparison.getByText("640")).toBeVisible();
  await comparison.getByRole("button", { name: "Edit from revision 3" }).click();
  await expect(desk.getByRole("textbox", { name: "Width" })).toHaveValue("640");
});

test("an automatic fix says what it did, and is taken back by an edit", async ({ desk, client }) => {
  const run = await client.create({ ...tooWide(), prompt: "too wide by far", hitl_config: atPayload });
  expect(run.suggested_payload).toMatchObject({ width: 1024 });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("heading", { name: "1 automatic fix" })).toBeVisible();
  await desk.getByRole("button", { name: "Undo the fix of width" }).click();
  await expect(desk.getByRole("textbox", { name: "Width" })).toHaveValue("5000");
  await desk.getByRole("button", { name: "Save and keep waiting" }).click();
  await desk.getByRole("button", { name: "Apply the fix to width" }).first().click();
  await expect(desk.getByRole("textbox", { name: "Width" })).toHaveValue("1024");
});

test("a new run is made from this one, and says where it came from", async ({ desk, client }) => {
  const run = await client.create({ prompt: "once more", hitl_config: { policy: "auto" } });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: "More about this run" }).click();
  await desk.getByRole("menuitem", { name: "New run from this one" }).click();
  await expect(desk.getByRole("link", { name: run.run_id })).toBeVisible();
  expect(desk.url()).not.toContain(run.run_id);
});

test("the log of a run is verified from its menu", async ({ desk, client }) => {
  const run = await client.create({ prompt: "proved", hitl_config: { policy: "auto" } });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: "More about this run" }).click();
  await expect(desk.getByRole("menuitem", { name: /Download evidence/ })).toHaveAttribute(
    "href",
    `/api/hitl/runs/${run.run_id}/evidence`,
  );
  await desk.getByRole("menuitem", { name: "Verify the log" }).click();
  await expect(desk.getByText(/The log is intact/)).toBeVisible();
});

test("a run is edited, approved and commented on without the mouse", async ({ desk, client }) => {
  const run = await client.create({ prompt: "by keyboard alone" });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await desk.keyboard.press("e");
  await expect(desk.getByRole("textbox", { name: "Width" })).toBeVisible();
  await desk.getByRole("textbox", { name: "Width" }).focus();
  await desk.keyboard.press("Control+a");
  await desk.keyboard.type("512");
  // The height stands below: the key shows it first, and signs once it was in view.
  await expect(desk.getByRole("button", { name: /^Show the rest/ })).toBeVisible();
  await desk.keyboard.press("Control+Enter");
  await expect(desk.getByRole("button", { name: /^Save and approve/ })).toBeEnabled();
  await desk.keyboard.press("Control+Enter");
  await expect.poll(async () => (await client.get(run.run_id)).current_step).toBe("response_review");
  // The picture was looked at.
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeEnabled();
  await desk.getByLabel("Comment").focus();
  await desk.keyboard.type("Right size now.");
  await desk.keyboard.press("Control+Enter");
  await expect(desk.getByText("Right size now.", { exact: true })).toBeVisible();
  expect((await client.get(run.run_id)).status).toBe("awaiting_human");
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await signByKeys(desk);
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("completed");
  expect(await payloadOf(client, run.run_id)).toMatchObject({ width: 512 });
});

test("a sound has its wave, and can be downloaded", async ({ desk, client }) => {
  const sound = await client.create({ prompt: "morning", model: "sandbox:sandbox/sound" });
  await client.decide(sound.run_id, "approve");
  await desk.goto(`/runs/${sound.run_id}`);
  await expect(desk.getByLabel("Sound 1", { exact: true })).toBeVisible();
  await expect(desk.locator("canvas").first()).toBeVisible();
  await expect(desk.getByText("The shape of this sound could not be drawn")).toBeHidden();
  await expect(desk.getByRole("link", { name: "Download: Sound 1" })).toBeVisible();
});
