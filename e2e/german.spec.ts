import type { ReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { tooManySteps } from "@/lib/testing/factories/too-many-steps";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { englishLines, germanPage } from "./support/german";

const prompt = "Ein Leuchtturm im Nebel";
/** Asked by somebody who asks for nothing else: a run names its requester's last ones, in their own words. */
const asker = { user_email: "asker@example.de" };
const body = (over: object = {}) => ({ ...tooManySteps(), ...asker, model: undefined, prompt, ...over });
const sound = { agent_tool_config: tooManySteps({ steps: 4 }).agent_tool_config };
const auto = { hitl_config: { policy: "auto" } };

/** One run for each kind of sentence that the server makes. */
async function everyKindOfRun(client: Client, replicate: ReplicateServer): Promise<string[]> {
  const asked = { policy: "require_human", allowed_steps: ["payload_review", "response_review"] };
  const mended = await client.create(body({ hitl_config: asked }));
  await client.decide(mended.run_id, "comments", { message: "Bitte genau ansehen" });
  const flawed = await client.create(
    body({
      prompt: `${prompt}\u200b`,
      attachments: ["http://localhost/a.png"],
      edits: { payload: { steps: "viele", seed: 1.5, farbe: "rot" } },
    }),
  );
  await client.decide(flawed.run_id, "claim");
  const rejected = await client.create(body());
  await client.decide(rejected.run_id, "reject", { reason: "Zu teuer" });
  const edited = await client.create(body({ hitl_config: asked }));
  await client.decide(edited.run_id, "edit", { edits: { payload: { steps: 3 } }, message: "Drei genügen" });
  const cancelled = await client.create(body());
  await client.decide(cancelled.run_id, "cancel", { reason: "Nicht mehr nötig" });
  const personal = await client.create(
    body({ prompt: "Schreib an erika@example.com", hitl_config: { policy: "auto_with_thresholds" } }),
  );
  replicate.nextAnswers("create_prediction", { kind: "status", status: 422, detail: "Kaputt" });
  const failed = await client.create(body({ ...sound, ...auto }));
  replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
  replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "Keine Liste" });
  const unknown = await client.create(body({ ...sound, ...auto }));
  await expect.poll(async () => (await client.get(unknown.run_id)).error?.code).toBe("unknown_outcome");
  const runs = [mended, flawed, rejected, edited, cancelled, personal, failed, unknown];
  return runs.map(({ run_id }) => run_id);
}

test("no run, however it went, is told to a German reader in English", async ({
  browser,
  client,
  replicate,
  server,
  signIn,
}) => {
  test.slow();
  const runs = await everyKindOfRun(client, replicate);
  const page = await germanPage(browser, server.url, signIn);
  for (const run of runs) {
    await page.goto(`/runs/${run}`);
    await page.getByRole("button", { name: /^Jedes Ereignis/ }).click();
    await expect(page.getByText("Lauf angelegt").first()).toBeVisible();
    expect.soft(await englishLines(page), run).toEqual([]);
  }
  await page.context().close();
});

test("no list tells a German reader in English what waits, what went wrong and what ended", async ({
  browser,
  client,
  replicate,
  server,
  signIn,
}) => {
  test.slow();
  const [first] = await everyKindOfRun(client, replicate);
  const page = await germanPage(browser, server.url, signIn);
  // The server has runs of others, too, whose prompts may be in any language.
  for (const path of ["/?q=Leuchtturm", `/?q=Leuchtturm&run=${first}`, "/runs?q=Leuchtturm"]) {
    await page.goto(path);
    await expect(page.locator("main [data-slot=skeleton], [aria-busy=true]")).toHaveCount(0);
    await expect(page.locator("main")).toContainText(prompt);
    expect.soft(await englishLines(page), path).toEqual([]);
  }
  await page.context().close();
});
