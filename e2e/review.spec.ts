import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/core/digest";
import { expect, test } from "./support/fixtures";
import { readToTheEnd } from "./support/read-to-the-end";
import { signByKeys } from "./support/sign-by-keys";

const digestOf = (value: Parameters<typeof canonicalJson>[0]) =>
  `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;

test("a reviewer makes a run, edits its payload, approves it, and sees the picture", async ({
  desk,
  client,
}) => {
  await desk.goto("/");
  await desk.getByRole("link", { name: "New run" }).first().click();
  await desk.waitForURL(/\/new/);
  await desk.getByRole("button", { name: /sandbox image/i }).click();
  await desk.getByRole("textbox", { name: "Height" }).fill("400");
  await desk.getByLabel("Prompt").fill("a red bicycle on a quay");
  await expect(desk.getByText("It would stop at the payload review")).toBeVisible();
  await desk.getByRole("button", { name: "Send" }).click();
  await desk.waitForURL(/run_/);
  const runId = /run_\w+/.exec(desk.url())?.[0] ?? "";

  await expect(desk.getByText("Policy asks for a person at payload review").first()).toBeVisible();
  expect((await client.get(runId)).suggested_payload).toMatchObject({ height: 400 });
  await desk.getByRole("button", { name: /^Edit/ }).click();
  await desk.getByRole("textbox", { name: "Width" }).fill("640");
  await readToTheEnd(desk);
  await desk.getByRole("button", { name: "Save and approve" }).click();

  // After the decision went out and the call was made.
  await expect(desk.getByText("Policy asks for a person at answer review").first()).toBeVisible({
    timeout: 30_000,
  });
  const picture = desk.getByRole("img", { name: /Picture 1/ }).first();
  await expect(picture).toBeVisible();
  // It has its place before it is loaded.
  const size = () => picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  await expect.poll(size).toEqual([640, 400]);

  await desk.getByRole("button", { name: /^Approve/ }).click();
  await expect.poll(async () => (await client.get(runId)).status).toBe("completed");
  const run = await client.get(runId);
  expect(run.decisions.map(({ action, step }) => [action, step])).toEqual([
    ["edit", "payload_review"],
    ["approve", "response_review"],
  ]);
  expect(run.attempts).toHaveLength(1);
});

test("a decision tells where it was made, on which revision, and what of it had been in view", async ({
  desk,
  client,
}) => {
  const run = await client.create({
    prompt: `a long way down. ${"And further down. ".repeat(200)}`,
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: /^Reject/ }).click();
  await desk.getByRole("button", { name: "Not needed any more" }).click();
  await desk.keyboard.press("Control+Enter");
  await expect.poll(async () => (await client.get(run.run_id)).decisions.length).toBe(1);
  const [decision] = (await client.get(run.run_id)).decisions;
  expect(decision?.made).toMatchObject({
    surface: "desk",
    session: expect.stringMatching(/^ses_/),
    revision: run.payload_revision,
  });
  const seen = decision?.made?.seen;
  // Nobody has read to the end of it.
  expect(seen?.count).toBeLessThan(seen?.of ?? 0);
  expect(seen?.parts).not.toContain("field prompt");
  expect(seen?.open_ms).toBeGreaterThan(0);
  await expect(
    desk.getByText(/^by hand · on revision \d+ · \d+ of \d+ parts in view · open for/),
  ).toBeVisible();
});

test("what was approved in the browser is what Replicate receives", async ({ desk, client, replicate }) => {
  const before = replicate.predictions.length;
  const run = await client.create({
    prompt: "portrait of a fox in a raincoat",
    model: "replicate:black-forest-labs/flux-schnell",
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("heading", { name: "portrait of a fox in a raincoat" })).toBeVisible();
  await signByKeys(desk);
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("completed");
  const [prediction] = replicate.predictions.slice(before);
  expect(replicate.predictions).toHaveLength(before + 1);
  expect(digestOf(prediction?.input ?? null)).toBe(run.payload_digest);
  await expect(desk.getByRole("img", { name: /Picture 1/ }).first()).toBeVisible();
});

test("a rejection says why, and nothing is called", async ({ desk, client }) => {
  const run = await client.create({ prompt: "a thing nobody wants" });
  await desk.goto(`/?run=${run.run_id}`);
  await desk.getByRole("button", { name: /^Reject/ }).click();
  await desk.getByRole("button", { name: "Not needed any more" }).click();
  await desk.keyboard.press("Control+Enter");
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("cancelled");
  const { decisions, attempts } = await client.get(run.run_id);
  expect(decisions).toMatchObject([{ action: "reject", message: expect.stringContaining("Not needed") }]);
  expect(attempts).toEqual([]);
});

test("a second browser sees a new run and its decision live", async ({
  desk,
  browser,
  signIn,
  client,
  server,
}) => {
  const other = await browser.newContext({ baseURL: server.url });
  const second = await other.newPage();
  await signIn(second);
  // Among the many of other tests it would be a row that is not in the page.
  const tag = `seen by two ${Date.now()}`;
  for (const page of [desk, second]) {
    await page.goto(`/?q=${tag}`);
    await expect(page.getByRole("status").filter({ hasText: "Connected" })).toBeVisible();
  }
  const data = { name: "sandbox/image", example_input: { width: 640, height: 512 } };
  const run = await client.create({
    prompt: tag,
    model: undefined,
    agent_tool_config: { "sandbox-agent-tool": { data } },
  });
  for (const page of [desk, second]) await expect(page.getByText(run.prompt).first()).toBeVisible();

  await desk.goto(`/runs/${run.run_id}`);
  await second.goto(`/runs/${run.run_id}`);
  await expect(second.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await desk.getByRole("button", { name: /^Approve/ }).click();
  await expect(second.getByRole("img", { name: /Picture 1/ }).first()).toBeVisible();
  await expect(second.getByText(/approved/i).first()).toBeVisible();
  await other.close();
});

test("whoever decides second is told who was first, and nothing is decided twice", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "decided elsewhere", hitl_config: { policy: "require_human" } });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
  // The other decision arrives after this reviewer's click, and shows before the answer to it is there.
  await desk.route(`**/runs/${run.run_id}/approve`, async (route) => {
    await client.decide(run.run_id, "reject", { reason: "too late for you" });
    await expect(desk.getByText(/rejected: “too late for you”/).first()).toBeVisible();
    await route.continue();
  });
  await desk.getByRole("button", { name: /^Approve/ }).click();
  await expect(desk.getByText(/Somebody was first/).first()).toBeVisible();
  const { status, decisions } = await client.get(run.run_id);
  expect(status).toBe("cancelled");
  expect(decisions).toHaveLength(1);
});
