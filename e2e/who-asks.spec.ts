import { expect, test } from "./support/fixtures";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };
const una = { user_id: "u_una", user_email: "una@example.com", agent_email: "bot@example.com" };

test("a reviewer never has to guess who asks and how their last runs fared", async ({ desk, client }) => {
  const rejected = await client.create({ prompt: "a first attempt", hitl_config: atPayload, ...una });
  await client.decide(rejected.run_id, "reject", { reason: "no" });
  const run = await client.create({ prompt: "a second attempt", hitl_config: atPayload, ...una });
  const unnamed = await client.create({ prompt: "from nobody", hitl_config: atPayload });

  await desk.goto(`/?run=${run.run_id}`);
  const inbox = desk.getByRole("region", { name: "Inbox" });
  await expect(inbox.getByRole("link", { name: run.prompt })).toContainText(
    "una@example.com through bot@example.com",
  );
  await expect(inbox.getByRole("link", { name: unnamed.prompt })).toContainText("Nobody named, key");
  const earlier = desk.getByRole("link", { name: rejected.prompt });
  await expect(earlier).toContainText("rejected");
  await expect(earlier).toContainText("Cancelled");
  await earlier.click();
  await expect(desk).toHaveURL(new RegExp(rejected.run_id));
  await expect(desk.getByText("Nothing before this run")).toBeVisible();
});

test("the list of runs is filtered by everything a request says of who asks", async ({ desk, client }) => {
  await client.create({
    prompt: "asked through the kiosk",
    message_type: "kiosk",
    user_email: "kim@example.com",
  });
  await client.create({ prompt: "asked elsewhere", message_type: "chat" });
  await desk.goto("/runs");
  await desk.getByRole("button", { name: "More filters" }).click();
  await desk.getByLabel("Kind of message").fill("kiosk");
  await desk.getByLabel("Kind of message").press("Enter");
  await expect(desk.getByRole("link", { name: "asked through the kiosk" })).toBeVisible();
  await expect(desk.getByRole("link", { name: "asked elsewhere" })).toHaveCount(0);
  await expect(desk).toHaveURL(/type=kiosk/);
  await desk.goto("/runs?email=kim%40example.com");
  await expect(desk.getByRole("link", { name: "asked through the kiosk" })).toBeVisible();
  await expect(desk.getByRole("link", { name: "asked elsewhere" })).toHaveCount(0);
});

test("a search never leaves a run open that it leaves out of the list", async ({ desk, client }) => {
  const open = await client.create({ prompt: "a grey goose", hitl_config: atPayload });
  const wanted = await client.create({ prompt: "a white stork", hitl_config: atPayload });
  await desk.goto(`/?run=${open.run_id}`);
  const pane = desk.getByRole("region", { name: "Run", exact: true });
  await expect(pane.getByText("a grey goose").first()).toBeVisible();
  await desk.keyboard.press("/");
  await desk.getByRole("searchbox").fill("goose");
  await expect(desk).toHaveURL(/q=goose/);
  await expect(desk).toHaveURL(new RegExp(open.run_id));
  await desk.getByRole("searchbox").fill("STORK");
  await expect(pane.getByText("a white stork").first()).toBeVisible();
  await expect(desk).toHaveURL(new RegExp(wanted.run_id));
});

test("words typed into the inbox never miss a spelling", async ({ desk, client }) => {
  const street = await client.create({ prompt: "Eine breite Straße", hitl_config: atPayload });
  const other = await client.create({ prompt: "100 boats", hitl_config: atPayload });
  await desk.goto("/?q=STRASSE");
  const inbox = desk.getByRole("region", { name: "Inbox" });
  await expect(inbox.getByRole("link", { name: street.prompt })).toBeVisible();
  await expect(inbox.getByRole("link", { name: other.prompt })).toHaveCount(0);
});
