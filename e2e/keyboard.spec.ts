import type { CDPSession, Page } from "@playwright/test";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { signByKeys } from "./support/sign-by-keys";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };

/** Reasons as people write them; together they hold every letter, and the digits. */
const reasons = [
  "job has a typo, redo it",
  "The jacket is cropped, keep logo",
  "extra fingers again, try another seed",
  "zoom out, the quay is cut off",
  "please ask Karl before we pay for this",
  "colour of the van is wrong: RAL 5010, not 3020",
  "jagged edges on every kite",
  "not approved by legal yet, come back Monday",
  "rejected twice already, text unreadable",
  "axe in the hand of a child",
  "quarrel with the brief: no people",
  "cancel, customer withdrew the order",
  "a x a x a, the pattern repeats",
  "can we get rid of the watermark",
  "teeth look wrong, retry with less guidance",
  "go and see the style guide, page 9",
  "kerning of the headline is off by a lot",
  "the violin has five strings / four pegs",
  "jpeg artefacts near the sky?",
  "wrong size for the billboard, e-mail Zoe",
];

const inbox = (page: Page) => page.getByRole("region", { name: "Inbox" });
const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });
const rest = (page: Page) => page.getByRole("button", { name: /^Show the rest/ });
const decisionsOf = async (client: Client, runId: string) => (await client.get(runId)).decisions;
const promptOf = async (page: Page) =>
  (await page.getByRole("article").getByRole("heading", { level: 1 }).textContent()) ?? "";
const opened = (page: Page, prompt: string) =>
  expect(page.getByRole("article").getByRole("heading", { level: 1 })).toHaveText(prompt);

/** The run after this one can be decided; looked for with every frame, as it happens often. */
const nextAfter = (page: Page, prompt: string) =>
  page.waitForFunction((before) => {
    const article = document.querySelector("article");
    const heading = article?.querySelector("h1")?.textContent;
    const ready = [...(article?.querySelectorAll("button") ?? [])].some(
      (button) => button.textContent.startsWith("Approve") && !button.disabled,
    );
    return heading !== undefined && heading !== before && ready;
  }, prompt);

/**
 * Presses keys one after the other as fast as the browser hears them, on a keyboard of any script: none is waited for
 * before the next.
 */
async function pressAll(session: CDPSession, keys: { key: string; code: string }[]): Promise<void> {
  await Promise.all(
    keys.flatMap(({ key, code }) => [
      session.send("Input.dispatchKeyEvent", { type: "keyDown", key, code, text: key }),
      session.send("Input.dispatchKeyEvent", { type: "keyUp", key, code }),
    ]),
  );
}

/** The keys that write a text. */
const keysOf = (words: string) =>
  [...words].map((key) => ({ key, code: /[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : "" }));

test("twenty typed reasons reject their own runs, and decide nothing else", async ({ desk, client }) => {
  test.slow();
  const tag = `reasons ${Date.now()}`;
  const runs = await Promise.all(
    Array.from({ length: reasons.length + 2 }, (_, number) =>
      client.create({ prompt: `${tag} ${number}`, hitl_config: atPayload }),
    ),
  );
  await desk.goto(`/?q=${tag}&similar=apart`);
  await expect(approve(desk)).toBeEnabled();
  const session = await desk.context().newCDPSession(desk);
  const given = new Map<string, string>();
  for (const reason of reasons) {
    const prompt = await promptOf(desk);
    await pressAll(session, keysOf(`r${reason}`));
    await desk.keyboard.press("Control+Enter");
    await nextAfter(desk, prompt);
    given.set(prompt, reason);
  }
  // A digit chooses while nothing is written, and is written afterwards.
  const last = await promptOf(desk);
  for (const key of ["r", "3", " ", "3"]) await desk.keyboard.press(key);
  await desk.keyboard.press("Control+Enter");
  given.set(last, "Costs too much 3");
  await expect
    .poll(
      async () =>
        (await decisionsOf(client, runs.find(({ prompt }) => prompt === last)?.run_id ?? "")).length,
    )
    .toBe(1);
  for (const { run_id, prompt } of runs) {
    const run = await client.get(run_id);
    const reason = given.get(prompt);
    expect(run.decisions.map(({ action, message }) => [action, message])).toEqual(
      reason === undefined ? [] : [["reject", reason]],
    );
    expect(run.claimed_by).toBeNull();
  }
});

/** A key held down: the first press and then as many as the keyboard makes by itself. */
async function hold(page: Page, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

test("what is long is approved when its end was in view, and not by a key that is held down", async ({
  desk,
  client,
}) => {
  const line = "A quay at low tide, seen from the crane, with every boat named. ";
  const run = await client.create({
    prompt: `${line.repeat(320).slice(0, 19_960)}HIDDEN: the very last words`,
    hitl_config: atPayload,
  });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(rest(desk)).toBeVisible();
  await expect(approve(desk)).toBeDisabled();
  await desk.keyboard.press("a");
  await expect(rest(desk)).toBeFocused();
  await hold(desk, "Enter", 30);
  await desk.keyboard.press("Control+Enter");
  await expect(rest(desk)).toBeFocused();
  expect(await decisionsOf(client, run.run_id)).toEqual([]);

  // A window at a time, until the last words were there; then the focus is with the run, and Enter does nothing.
  let presses = 0;
  while (await rest(desk).isVisible()) {
    await desk.keyboard.press("Enter");
    presses += 1;
    await desk.evaluate(() => new Promise((done) => setTimeout(done, 400)));
    expect(presses).toBeLessThan(60);
  }
  expect(presses).toBeGreaterThan(3);
  await expect(desk.getByText("HIDDEN: the very last words").last()).toBeInViewport();
  await expect(desk.getByRole("article")).toBeFocused();
  await desk.keyboard.press("Enter");
  expect(await decisionsOf(client, run.run_id)).toEqual([]);
  await desk.keyboard.press("a");
  await expect(desk.getByText("Press Enter to approve")).toBeVisible();
  await hold(desk, "Enter", 5);
  await expect(desk.getByText(/Approved by you; goes out in/)).toBeVisible();
  expect(await decisionsOf(client, run.run_id)).toHaveLength(1);
});

test("words without a break hide nothing and make nothing wide", async ({ desk, client }) => {
  const long = await client.create({ prompt: `${"x".repeat(19_980)}END`, hitl_config: atPayload });
  const wide = await client.create({
    prompt: "a payload with a very long word",
    model: undefined,
    agent_tool_config: {
      "replicate-agent-tool": {
        data: {
          name: "somebody/reads-a-word",
          latest_version: "5f1d0a6c0a3d9c1f0e5b1a7f6d2c3b4a59687766554433221100ffeeddccbbaa",
          example_input: { prompt: "a quay", word: "A".repeat(300_000) },
        },
      },
    },
    hitl_config: atPayload,
  });
  const usual = await client.create({ prompt: "words as they usually are", hitl_config: atPayload });
  const begunUsual = Date.now();
  await desk.goto(`/runs/${usual.run_id}`);
  await expect(approve(desk)).toBeEnabled();
  // Where browsers look for breaks by themselves it takes minutes; a busy machine takes longer for any run.
  const longest = Math.max(20_000, 10 * (Date.now() - begunUsual));
  for (const { run_id } of [long, wide]) {
    const begun = Date.now();
    await desk.goto(`/runs/${run_id}`);
    await expect(rest(desk)).toBeVisible();
    for (const width of [1440, 390]) {
      await desk.setViewportSize({ width, height: 900 });
      const wider = await desk.getByRole("article").evaluate((article) =>
        [...article.querySelectorAll("*")]
          .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 40)
          .filter(
            (each) =>
              !each.matches(".sr-only, .truncate") && each.getBoundingClientRect().right > window.innerWidth,
          )
          .map((each) => `${each.tagName} ${each.className}: ${each.scrollWidth}`),
      );
      expect(wider).toEqual([]);
    }
    await desk.setViewportSize({ width: 1440, height: 900 });
    await expect(approve(desk)).toBeDisabled();
    await desk.keyboard.press("a");
    await desk.keyboard.press("Enter");
    await desk.keyboard.press("Enter");
    expect(await decisionsOf(client, run_id)).toEqual([]);
    expect(Date.now() - begun).toBeLessThan(longest);
  }
  // Nor are many of them laid out whole to ask whether to approve them together.
  const tag = `unbroken ${Date.now()}`;
  await Promise.all(
    Array.from({ length: 10 }, (_, number) =>
      client.create({ prompt: `${tag} ${number} ${"y".repeat(19_900)}`, hitl_config: atPayload }),
    ),
  );
  await desk.goto(`/?q=${tag}&similar=apart`);
  await expect(approve(desk)).toBeVisible();
  for (const box of await inbox(desk).getByRole("checkbox").all()) await box.check();
  await desk.keyboard.press("Shift+A");
  const question = desk.getByRole("dialog");
  await expect(question).toContainText("10 runs are left out");
  expect((await question.textContent())?.length).toBeLessThan(10_000);
});

test("without a network a decision fails at once, keeps its message, and is not sent later", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "decided on a train", hitl_config: atPayload });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByLabel("Message").fill("fine with me");
  await desk.keyboard.press("Escape");
  await desk.context().setOffline(true);
  await signByKeys(desk);
  await expect(desk.getByText("Nothing was sent. Your message is kept; try again.")).toBeVisible({
    timeout: 5_000,
  });
  await expect(desk.getByLabel("Message")).toHaveValue("fine with me");
  await desk.context().setOffline(false);
  await expect(desk.getByRole("status").filter({ hasText: "Connected" })).toBeVisible();
  expect(await decisionsOf(client, run.run_id)).toEqual([]);
  await signByKeys(desk);
  await expect.poll(() => decisionsOf(client, run.run_id)).toMatchObject([{ message: "fine with me" }]);
});

test("an edit that a colleague overtook can be read, and becomes a run of its own", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: "overtaken while editing" });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(approve(desk)).toBeEnabled();
  await desk.keyboard.press("e");
  // The edit begins in the first field that differs.
  await expect(desk.getByRole("textbox", { name: "Prompt" })).toBeFocused();
  await desk.getByRole("group", { name: "How to edit" }).getByText("JSON").click();
  const json = desk.getByRole("textbox", { name: "Payload" });
  await json.fill("{ not json");
  await expect(desk.getByText(/This is not JSON yet/).first()).toBeVisible();
  await expect(desk.getByText("No changes yet")).toHaveCount(0);
  await desk.getByRole("group", { name: "How to edit" }).getByText("Form").click();
  await desk.getByRole("textbox", { name: "Width" }).fill("704");

  await client.decide(run.run_id, "approve");
  await expect(desk.getByText(/approved/).first()).toBeVisible();
  const width = desk.getByRole("textbox", { name: "Width" });
  await expect(width).toHaveValue("704");
  await expect(width).toBeDisabled();
  await expect(desk.getByRole("heading", { name: "Edit the answer" })).toHaveCount(0);
  await desk.getByRole("button", { name: "New run with my edit" }).click();
  await expect(desk).not.toHaveURL(new RegExp(run.run_id));
  await desk.waitForURL(/run_/);
  const forked = await client.get(/run_\w+/.exec(desk.url())?.[0] ?? "");
  expect(forked).toMatchObject({ parent_run_id: run.run_id, suggested_payload: { width: 704 } });
});

test("from the list to the run and back, to other pages, on any keyboard, and never out of the inbox by haste", async ({
  desk,
  client,
}) => {
  const tag = `hasty ${Date.now()}`;
  const runs = await Promise.all(
    Array.from({ length: 4 }, (_, number) =>
      client.create({ prompt: `${tag} ${number}`, hitl_config: atPayload }),
    ),
  );
  await desk.goto(`/?q=${tag}`);
  const group = inbox(desk).getByRole("button", { name: /^4 alike/ });
  await expect(approve(desk)).toBeEnabled();
  await desk.keyboard.press("F6");
  await expect(desk.getByRole("article")).toBeFocused();
  await desk.keyboard.press("l");
  await expect(group).toBeFocused();

  // All of an opened group.
  await desk.keyboard.press("j");
  await desk.keyboard.press("ArrowRight");
  await expect(inbox(desk).getByRole("link", { name: `${tag} 2` })).toBeVisible();
  await desk.keyboard.press("Shift+A");
  await expect(desk.getByRole("dialog")).toContainText("Approve 4 runs");
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("dialog")).toBeHidden();

  // A Cyrillic keyboard: `a`, then Enter, once too often.
  const session = await desk.context().newCDPSession(desk);
  const heading = desk.getByRole("article").getByRole("heading", { level: 1 });
  const first = await promptOf(desk);
  await pressAll(session, [{ key: "ф", code: "KeyA" }]);
  await expect(approve(desk)).toBeFocused();
  for (let press = 0; press < 3; press++) await desk.keyboard.press("Enter");
  await expect(heading).not.toHaveText(first);
  await desk.keyboard.press("Enter");
  // Taken back while there is time, it is not said to go out any more.
  await desk.keyboard.press("z");
  await expect(desk.getByText("Taken back. The run waits again.")).toBeVisible();
  expect(await desk.getByText(/goes out in/).count()).toBe(0);
  await opened(desk, first);
  expect(new URL(desk.url()).pathname).toBe("/");
  const decided = await Promise.all(
    runs.map(async ({ run_id }) => (await decisionsOf(client, run_id)).length),
  );
  expect(decided.toSorted()).toEqual([0, 0, 0, 1]);

  await desk.keyboard.press("g");
  await desk.keyboard.press("r");
  await expect(desk).toHaveURL(/\/runs$/);
  expect(await decisionsOf(client, runs[0]?.run_id ?? "")).not.toMatchObject([{ action: "reject" }]);
  await desk.keyboard.press("?");
  const help = desk.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const what of ["F6", "Ctrl", "⇧"])
    await expect(help.getByText(what, { exact: true }).first()).toBeVisible();
});

test("a decision is taken back by its key before what offers it has been loaded", async ({
  desk,
  client,
}) => {
  const tag = `at once ${Date.now()}`;
  const first = await client.create({ prompt: `${tag} first`, hitl_config: atPayload });
  const second = await client.create({ prompt: `${tag} second`, hitl_config: atPayload });
  await desk.goto(`/?q=${tag}&similar=apart&run=${first.run_id}`);
  await expect(approve(desk)).toBeEnabled();
  // Whatever the page has not loaded by now does not come.
  await desk.route("**/_next/static/**", () => {});
  await signByKeys(desk);
  await opened(desk, second.prompt);
  await desk.keyboard.press("z");
  await opened(desk, first.prompt);
  expect(await client.get(first.run_id)).toMatchObject({
    status: "awaiting_human",
    decisions: [{ action: "approve", undone: {} }],
  });
  await desk.unrouteAll({ behavior: "ignoreErrors" });
});

test("nothing under a dialog that is on its way hears a key", async ({ desk, client }) => {
  const tag = `on its way ${Date.now()}`;
  const runs = await Promise.all(
    ["first", "second"].map((name) => client.create({ prompt: `${tag} ${name}`, hitl_config: atPayload })),
  );
  await desk.goto(`/?q=${tag}&similar=apart`);
  await expect(approve(desk)).toBeEnabled();
  await desk.keyboard.press("x");
  await expect(desk.getByRole("region", { name: "Selection" })).toBeVisible();
  // The button of the open run; that of the selection says ⇧A.
  const signing = desk.getByRole("button", { name: "Approve ↵" });
  // Whatever the page has not loaded by now does not come.
  await desk.route("**/_next/static/**", () => {});
  await desk.keyboard.press("a");
  await expect(signing).toBeFocused();
  for (const key of ["Shift+A", "Control+Enter", "Enter", "Space", "r", "j"]) await desk.keyboard.press(key);
  await expect(desk.getByRole("textbox", { name: "Say why, for whoever asked" })).toHaveCount(0);
  await expect(signing).toBeEnabled();
  expect((await Promise.all(runs.map(({ run_id }) => decisionsOf(client, run_id)))).flat()).toEqual([]);
  await desk.unrouteAll({ behavior: "ignoreErrors" });
});
