import type { Page } from "@playwright/test";
import { aPicture } from "./support/file-server";
import { expect, test } from "./support/fixtures";
import { readToTheEnd } from "./support/read-to-the-end";
import { sandboxTool } from "./support/sandbox-tool";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };
const atAnswer = { policy: "require_human", allowed_steps: ["response_review"] };

const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });
const save = (page: Page) => page.getByRole("button", { name: "Save and approve" });
const rest = (page: Page) => page.getByRole("button", { name: /^Show the rest/ });
const known = (page: Page) => page.getByRole("checkbox", { name: "I decide without having seen it" });

/** A model whose inputs hold files deep inside, and a text as long as anybody likes. */
const nested = sandboxTool({
  brief: { type: "string" },
  extra: { type: "object" },
  rows: { type: "array", items: { type: "array", items: { type: "string" } } },
});

test("a file deep inside of a payload is not signed unseen", async ({ desk, client, files }) => {
  const picture = files.put("deep.png", { type: "image/png", body: await aPicture(900, 600) });
  const gone = `http://${files.host}/gone-deep.png`;
  const run = await client.create({
    prompt: "as in the reference",
    model: undefined,
    agent_tool_config: nested,
    edits: { payload: { extra: { look: { reference: picture } }, rows: [["plain", gone]] } },
    hitl_config: atPayload,
  });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("img", { name: "Extra" })).toHaveJSProperty("naturalWidth", 900);
  await expect(
    desk.getByText("Rows could not be shown: whoever keeps it does not give it out."),
  ).toBeVisible();
  await expect(approve(desk)).toBeDisabled();
  await known(desk).check();
  await desk.getByRole("img", { name: "Extra" }).scrollIntoViewIfNeeded();
  await expect(approve(desk)).toBeEnabled();
});

test("what was not in view is not signed with an edit of something else", async ({ desk, client, files }) => {
  const brief = `${"one line of a brief that goes on\n".repeat(120)}the end of the brief`;
  const gone = `http://${files.host}/gone-edit.png`;
  const run = await client.create({
    prompt: "short",
    model: undefined,
    agent_tool_config: nested,
    edits: { payload: { brief, rows: [[gone]] } },
    hitl_config: atPayload,
  });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: /^Edit/ }).click();
  await desk.getByRole("textbox", { name: "Prompt" }).fill("shorter");
  await expect(save(desk)).toBeDisabled();
  await desk.keyboard.press("Control+Enter");
  await expect(rest(desk)).toBeVisible();
  expect((await client.get(run.run_id)).status).toBe("awaiting_human");

  await known(desk).check();
  await readToTheEnd(desk);
  await save(desk).click();
  await expect
    .poll(async () => (await client.get(run.run_id)).suggested_payload)
    .toMatchObject({ prompt: "shorter", brief });
});

test("an edited answer is not released before its own end was in view", async ({ desk, client }) => {
  const long = `${"a sentence of the answer. ".repeat(400)}The end.`;
  const run = await client.create({
    prompt: "a long answer",
    model: "sandbox:sandbox/text",
    hitl_config: atAnswer,
  });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: /^Edit/ }).click();
  const box = desk.getByRole("textbox", { name: "Edit the answer" });
  await box.fill(long);
  await expect(save(desk)).toBeDisabled();
  await readToTheEnd(desk);
  await expect(save(desk)).toBeEnabled();
  await save(desk).click();
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("completed");
});

test("a sound is heard by keys, and says how much of it was", async ({ desk, client }) => {
  const run = await client.create({
    prompt: "bells at noon",
    model: "sandbox:sandbox/sound",
    hitl_config: atAnswer,
  });
  await desk.goto(`/runs/${run.run_id}`);
  const sound = desk.getByLabel("Sound 1", { exact: true });
  await expect(sound).toHaveJSProperty("readyState", 4);
  const player = desk.getByRole("group", { name: "Player of Sound 1" });
  await player.focus();
  await desk.keyboard.press("ArrowRight");
  await expect.poll(() => sound.evaluate((one: HTMLAudioElement) => one.currentTime)).toBeGreaterThan(0);
  await desk.keyboard.press("ArrowLeft");
  await expect(sound).toHaveJSProperty("currentTime", 0);
  await desk.keyboard.press("Space");
  await expect(desk.getByText("to its end")).toBeVisible({ timeout: 30_000 });
  await player.getByRole("button", { name: "Loop" }).click();
  await expect(sound).toHaveJSProperty("loop", true);
  await player.getByRole("combobox", { name: "Speed" }).selectOption("1.5");
  await expect(sound).toHaveJSProperty("playbackRate", 1.5);
});

test("← → go between the pictures of an answer", async ({ desk, client }) => {
  const run = await client.create({ prompt: "two moons", hitl_config: { policy: "require_human" } });
  await client.decide(run.run_id, "edit", { edits: { payload: { num_outputs: 2 } }, approve: true });
  await desk.goto(`/runs/${run.run_id}`);
  const picture = (number: number) => desk.getByRole("button", { name: `Look closer: Picture ${number}` });
  await picture(1).focus();
  await desk.keyboard.press("ArrowRight");
  await expect(picture(2)).toBeFocused();
  await desk.keyboard.press("ArrowRight");
  await expect(picture(1)).toBeFocused();
  await desk.keyboard.press("ArrowLeft");
  await expect(picture(2)).toBeFocused();

  await desk.keyboard.press("Enter");
  const closer = desk.getByRole("dialog").getByRole("img", { name: "Picture 2" });
  await expect(closer).toHaveJSProperty("complete", true);
  // The dialog grows as it opens.
  await desk
    .getByRole("dialog")
    .evaluate((dialog) =>
      Promise.all(dialog.getAnimations({ subtree: true }).map(({ finished }) => finished)),
    );
  const width = async () => (await closer.boundingBox())?.width ?? 0;
  const fitting = await width();
  await desk.keyboard.press("+");
  await expect.poll(width).toBeGreaterThan(fitting);
  await desk.keyboard.press("-");
  await expect.poll(width).toBeCloseTo(fitting, 0);
});

test("no answer is released with words that its view leaves out", async ({ desk, client }) => {
  const ask = async (response: unknown) => {
    const run = await client.create({
      prompt: "short",
      model: "sandbox:sandbox/text",
      hitl_config: atAnswer,
    });
    await expect.poll(async () => (await client.get(run.run_id)).status).toBe("awaiting_human");
    await client.decide(run.run_id, "edit", { edits: { response }, approve: false });
    await desk.goto(`/runs/${run.run_id}`);
  };
  const views = desk.getByRole("group", { name: "How to show the answer" });
  const signs = (may: boolean) => expect(approve(desk)).toBeEnabled({ enabled: may });
  await ask("# Fine\n\nA [link](https://elsewhere.example/pay).\n\n[//]: # (and pay twice)");
  await signs(true);
  await views.getByText("Formatted").click();
  await expect(desk.getByText("(https://elsewhere.example/pay)")).toBeVisible();
  await expect(desk.getByText("pay twice")).toBeHidden();
  await signs(false);
  await rest(desk).click();
  await expect(views.getByRole("button", { name: "Changes" })).toHaveAttribute("aria-pressed", "true");
  await signs(true);
  // What the provider had said before is not what is released.
  await views.getByText("Raw").click();
  await signs(false);
  await views.getByText("Audited").click();
  await expect(desk.getByText("and pay twice")).toBeVisible();
  await signs(true);
});
