import { startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { readToTheEnd } from "./support/read-to-the-end";
import { startApp } from "./support/server";

const model = "replicate:black-forest-labs/flux-schnell";

test("the desk says when a provider is left alone, and until when", async ({ page, signIn }) => {
  const replicate = await startReplicateServer();
  const server = await startApp({ REPLICATE_API_TOKEN: replicate.token, REPLICATE_BASE_URL: replicate.url });
  try {
    const busy = { kind: "status", status: 429, retryAfter: 600 } as const;
    replicate.nextAnswers("create_prediction", busy, busy, busy);
    const client = new Client(server.url);
    const prompts = ["patience", "more patience", "still more"];
    await Promise.all(
      prompts.map((prompt) => client.create({ prompt, model, hitl_config: { policy: "auto" } })),
    );
    await replicate.received("create_prediction", 3);
    await expect
      .poll(async () => (await client.send("GET", "/api/hitl/providers")).text())
      .toMatch(/"limited":true/);
    await signIn(page, undefined, server.url);
    await page.goto(server.url);
    await expect(page.getByText(/Replicate is left alone until/)).toBeVisible();
  } finally {
    await server.stop();
    await replicate.close();
  }
});

test("a call that nobody can account for is adopted by the id a reviewer found", async ({
  desk,
  client,
  replicate,
}) => {
  const before = replicate.predictions.length;
  replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
  replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
  const run = await client.create({ prompt: "lost and found", model, hitl_config: { policy: "auto" } });
  await expect.poll(async () => (await client.get(run.run_id)).error?.code).toBe("unknown_outcome");
  const made = replicate.predictions[before]?.id ?? "";

  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: /^Retry/ }).click();
  await desk.getByLabel(/Its id at the provider/).fill(made);
  // The panel covers the end of the payload: all of it is to be in view before.
  const adopt = desk.getByRole("button", { name: "Adopt" });
  await expect(async () => {
    if ((await adopt.count()) === 0) return;
    await readToTheEnd(desk);
    await adopt.click({ timeout: 5_000 });
    await expect(adopt).toHaveCount(0, { timeout: 10_000 });
  }).toPass();
  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("completed");
  expect(replicate.predictions).toHaveLength(before + 1);
});
