import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

// What an input method takes for itself, while it builds a word of several keys, means nothing to the desk.

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };

/** Types as a Japanese keyboard does: the keys go to the input method, which shows what it makes of them. */
async function compose(session: CDPSession, letters: string): Promise<void> {
  for (const letter of letters) {
    await session.send("Input.dispatchKeyEvent", {
      type: "rawKeyDown",
      key: "Process",
      code: `Key${letter.toUpperCase()}`,
      windowsVirtualKeyCode: 229,
    });
    await session.send("Input.imeSetComposition", { text: "あ", selectionStart: 1, selectionEnd: 1 });
  }
}

/** The keys with which one chooses among what the input method offers, and ends the word. */
async function choose(session: CDPSession): Promise<void> {
  for (const key of [" ", "Enter"])
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, windowsVirtualKeyCode: 229 });
  await session.send("Input.insertText", { text: "安全" });
}

const region = (page: Page) => page.getByRole("region", { name: "Run", exact: true });

test("Enter that ends a word of an input method rejects nothing, approves nothing and leaves the field its words", async ({
  desk,
  client,
}) => {
  const run = await client.create({ prompt: `composed ${Date.now()}`, hitl_config: atPayload });
  await desk.goto(`/?q=${encodeURIComponent("composed")}&run=${run.run_id}`);
  await expect(region(desk).getByRole("button", { name: /^Approve/ })).toBeEnabled();
  const session = await desk.context().newCDPSession(desk);
  await desk.keyboard.press("r");
  const box = desk.getByRole("textbox", { name: "Say why, for whoever asked" });
  await expect(box).toBeFocused();
  await compose(session, "arjtx");
  await choose(session);
  await expect(box).toHaveValue("安全");
  await session.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Enter",
    windowsVirtualKeyCode: 229,
    modifiers: 2,
  });
  expect((await client.get(run.run_id)).decisions).toEqual([]);
  await desk.keyboard.press("Control+Enter");
  await expect.poll(async () => (await client.get(run.run_id)).decisions[0]?.message).toBe("安全");
});

test("a search is composed to its end before Enter goes to what it found", async ({ desk, client }) => {
  const run = await client.create({ prompt: "安全 first", hitl_config: atPayload });
  await desk.goto("/");
  // A run is drawn by the browser: once it is there, keys are heard.
  await expect(region(desk).getByRole("button", { name: /^Reject/ })).toBeVisible();
  await desk.keyboard.press("/");
  const box = desk.getByRole("searchbox");
  await expect(box).toBeFocused();
  const session = await desk.context().newCDPSession(desk);
  await compose(session, "an");
  await choose(session);
  await expect(box).toBeFocused();
  await expect(box).toHaveValue("安全");
  await desk.keyboard.press("Enter");
  await expect(desk).toHaveURL(new RegExp(run.run_id));
});
