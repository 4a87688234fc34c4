import type { Page } from "@playwright/test";
import { aPicture } from "./support/file-server";
import { expect, test } from "./support/fixtures";
import { sandboxTool } from "./support/sandbox-tool";
import { tooWide } from "./support/too-wide";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };
const atAnswer = { policy: "require_human", allowed_steps: ["response_review"] };

const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });
const rest = (page: Page) => page.getByRole("button", { name: /^Show the rest/ });
const known = (page: Page) => page.getByRole("checkbox", { name: "I decide without having seen it" });

const file = { type: "string", format: "uri" };
/** A model that takes a picture, a sound and a document. */
const takesFiles = sandboxTool({ image: file, mask: file, document: file });

/** Every address that the page asks, apart from its own server. */
function strangersAsked(page: Page, home: string): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(data|blob):/.test(url)) asked.push(url);
  });
  return asked;
}

test("what is to be sent is seen as large as what comes back, fetched by no reviewer's browser, and what is not seen is acknowledged", async ({
  desk,
  client,
  files,
  server,
}) => {
  const picture = files.put("harbour.png", { type: "image/png", body: await aPicture(1200, 800) });
  const page = files.put("brief.pdf", { type: "application/pdf", body: Buffer.from("%PDF-1.7\n%%EOF") });
  const run = await client.create({
    prompt: "the harbour, colder",
    model: undefined,
    agent_tool_config: takesFiles,
    attachments: [
      { url: picture, field: "image" },
      { url: `http://${files.host}/gone.png`, field: "mask" },
      { url: page, field: "document" },
    ],
    hitl_config: atPayload,
  });
  const strangers = strangersAsked(desk, server.url);
  await desk.goto(`/runs/${run.run_id}`);
  const shown = desk.getByRole("img", { name: "Image", exact: true });
  await expect(shown).toHaveJSProperty("naturalWidth", 1200);
  expect((await shown.boundingBox())?.width).toBeGreaterThan(400);
  await expect(desk.getByText("Where it lies it may change until it is sent.").first()).toBeVisible();
  await expect(
    desk.getByText("Mask could not be shown: whoever keeps it does not give it out."),
  ).toBeVisible();
  await expect(desk.getByText("Document is not shown here (application/pdf).")).toBeVisible();

  // By keys alone: `a` leads to what was not seen, the space says that one knows.
  await expect(known(desk)).toHaveCount(2);
  await expect(approve(desk)).toBeDisabled();
  for (let press = 0; press < 30 && (await rest(desk).isVisible()); press++) {
    await desk.keyboard.press("a");
    await desk.keyboard.press("Enter");
    const box = desk.locator("input[type=checkbox]:focus:not(:checked)");
    if (await box.isVisible()) await desk.keyboard.press("Space");
  }
  await expect(known(desk).nth(0)).toBeChecked();
  await expect(known(desk).nth(1)).toBeChecked();
  await expect(async () => {
    // Where all was in view before the last Enter, that one asked why the errors are right.
    const anyway = desk.getByRole("button", { name: /^Approve anyway/ });
    if (await anyway.isVisible()) await desk.keyboard.press("Escape");
    await expect(approve(desk)).toBeEnabled({ timeout: 2_000 });
  }).toPass();
  // What was said is not said for ever.
  await known(desk).nth(0).uncheck();
  await expect(approve(desk)).toBeDisabled();

  // The JSON has no way around the files.
  await known(desk).nth(0).check();
  await desk.getByRole("group", { name: "How to show the payload" }).getByText("JSON").click();
  await expect(shown).toBeVisible();
  await desk.getByRole("button", { name: "Look closer: Image" }).click();
  await expect(desk.getByRole("dialog", { name: "Image" })).toBeVisible();
  await desk.keyboard.press("Escape");
  expect(strangers).toEqual([]);
  expect(new Set(files.askers)).toEqual(new Set(["Countersign"]));
});

test("the page's own policy lets no picture, film or sound come from elsewhere", async ({
  page,
  signIn,
  files,
}) => {
  await signIn(page);
  const answer = await page.goto("/");
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("img-src 'self' data: blob:;");
  expect(policy).toContain("media-src 'self' data: blob:;");
  const refused = await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
        new Image().src = url;
      }),
    `http://${files.host}/tracker.png`,
  );
  expect(refused).toBe("img-src");
});

test("a sound that nobody played and a file that nobody opened are not released with one key", async ({
  desk,
  client,
  replicate,
}) => {
  const sound = await client.create({
    prompt: "bells at noon",
    model: "sandbox:sandbox/sound",
    hitl_config: atAnswer,
  });
  await desk.goto(`/runs/${sound.run_id}`);
  await expect(desk.getByText("Sound 1 was not played yet.")).toBeVisible();
  await expect(approve(desk)).toBeDisabled();
  await desk.keyboard.press("a");
  await desk.keyboard.press("Enter");
  await expect(desk.getByLabel("Sound 1", { exact: true })).toBeFocused();
  await desk.keyboard.press("Space");
  await expect(desk.getByText("Played", { exact: true })).toBeVisible();
  await desk.keyboard.press("a");
  await expect(approve(desk)).toBeFocused();
  await desk.keyboard.press("Enter");
  await expect.poll(async () => (await client.get(sound.run_id)).status).toBe("completed");

  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic")]);
  replicate.nextPredictions({
    output: [
      `data:application/pdf;base64,${Buffer.from("%PDF-1.7\n%%EOF").toString("base64")}`,
      `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString("base64")}`,
      `data:video/mp4;base64,${heic.toString("base64")}`,
    ],
  });
  const odd = await client.create({
    prompt: "odd files",
    model: "replicate:black-forest-labs/flux-schnell",
    hitl_config: atAnswer,
  });
  await desk.goto(`/runs/${odd.run_id}`);
  await expect(known(desk)).toHaveCount(3);
  await expect(approve(desk)).toBeDisabled();
  for (let box = 0; box < 3; box++) {
    await desk.keyboard.press("a");
    await desk.keyboard.press("Enter");
    await expect(known(desk).nth(box)).toBeFocused();
    await desk.keyboard.press("Space");
  }
  await expect(approve(desk)).toBeEnabled();
});

test("of several pictures those are released that were kept, in the order they were put in", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "four moons", hitl_config: { policy: "require_human" } });
  await client.decide(run.run_id, "edit", { edits: { payload: { num_outputs: 4 } }, approve: true });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("img", { name: "Picture 4" })).toBeVisible();
  await desk.keyboard.press("e");
  await expect(desk.getByText("4 of 4 are released")).toBeVisible();
  await expect(desk.getByText("/api/hitl/runs", { exact: false })).toHaveCount(0);
  const keep = (number: number) => desk.getByRole("checkbox", { name: `Keep Picture ${number}` });
  await expect(keep(1)).toBeFocused();
  await desk.keyboard.press("1");
  await desk.keyboard.press("3");
  await expect(desk.getByText("2 of 4 are released")).toBeVisible();
  for (let at = 0; at < 3; at++) await desk.keyboard.press("ArrowRight");
  await expect(keep(4)).toBeFocused();
  for (let at = 0; at < 2; at++) await desk.keyboard.press("Shift+ArrowLeft");
  await expect(keep(4)).toBeFocused();
  // With the mouse: dropped and kept again.
  await keep(2).click();
  await expect(desk.getByText("1 of 4 are released")).toBeVisible();
  await keep(2).click();
  // What is signed was in view.
  await expect
    .poll(async () => {
      await desk.keyboard.press("Control+Enter");
      return (await client.get(run.run_id)).status;
    })
    .toBe("completed");
  const address = (index: number) => `/api/hitl/runs/${run.run_id}/outputs/${index}`;
  expect((await client.get(run.run_id)).result).toEqual([address(3), address(1)]);
  const order = await desk
    .getByRole("img", { name: /^Picture/ })
    .evaluateAll((all) => all.map((picture) => picture.getAttribute("alt")));
  expect(order).toEqual(["Picture 4", "Picture 2"]);
});

test("one error is told once, and not any more once its value is replaced", async ({ desk, client }) => {
  const run = await client.create({ ...tooWide(), prompt: "far too wide", hitl_config: atPayload });
  const [issue] = run.validation_issues;
  expect(issue?.field).toBe("width");
  await desk.goto(`/runs/${run.run_id}`);
  const told = desk.getByRole("article").getByText(/5000/).filter({ hasText: /width/i });
  await expect(desk.getByRole("heading", { name: "Issues" })).toBeVisible();
  await expect(told).toHaveCount(1);
  await desk.getByRole("button", { name: /^Edit/ }).click();
  await desk.getByRole("textbox", { name: "Width" }).fill("640");
  await expect(desk.getByRole("heading", { name: "Issues" })).toHaveCount(0);
  await expect(desk.getByText("choose another value", { exact: false })).toHaveCount(0);
  await desk.getByRole("button", { name: "Save and keep waiting" }).click();
  await expect(approve(desk)).toBeVisible();
  const rules = await desk
    .locator("section", { has: desk.getByRole("heading", { name: "Why this waits" }) })
    .getByRole("listitem")
    .allTextContents();
  expect(rules).toEqual([...new Set(rules)]);
});

test("the head of a run is low, so that a picture is whole above the fold, and the list of runs shows prompts and whole filters", async ({
  desk,
  client,
}) => {
  const prompt = "a lighthouse made of paper at dusk, with a small boat passing and two gulls over it";
  const run = await client.create({ prompt, hitl_config: { policy: "require_human" } });
  await client.decide(run.run_id, "approve");
  for (const path of [`/runs/${run.run_id}`, `/?run=${run.run_id}`]) {
    await desk.goto(path);
    const picture = desk.getByRole("img", { name: "Picture 1" });
    await expect(picture).toHaveJSProperty("complete", true);
    const head = await desk.getByRole("article").locator("header").first().boundingBox();
    expect(head?.height).toBeLessThanOrEqual(140);
    await expect(picture).toBeInViewport({ ratio: 1 });
    const bar = await desk.getByRole("article").locator("footer").boundingBox();
    const box = await picture.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
  }
  await desk.setViewportSize({ width: 768, height: 1024 });
  await desk.goto("/runs");
  const row = desk.getByRole("link", { name: prompt });
  await expect(row).toBeVisible();
  expect((await row.boundingBox())?.width).toBeGreaterThan(300);
  await desk.setViewportSize({ width: 390, height: 844 });
  for (const name of ["Status", "Kind", "Provider"]) {
    const filter = desk.getByRole("combobox", { name });
    expect(await filter.evaluate((one) => one.scrollWidth <= one.clientWidth), name).toBe(true);
  }
});
