import { parseJson } from "@/lib/contracts/json-text";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";

const version = "c".repeat(64);
const largest = "18446744073709551615";
const schema = {
  components: {
    schemas: {
      Input: {
        type: "object",
        properties: {
          prompt: { type: "string", "x-order": 0 },
          seed: { type: "integer", "x-order": 1 },
          mask: { type: "string", nullable: true, default: "round", "x-order": 2 },
        },
      },
    },
  },
};

async function waiting(client: Client, prompt: string) {
  const data = {
    name: "owner/exact-desk",
    latest_version: version,
    example_input: { prompt: "x", seed: 1 },
    openapi_schema: schema,
  };
  return client.create({
    prompt,
    model: undefined,
    agent_tool_config: { "replicate-agent-tool": { data } },
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
}

test("no digit typed into a field or into JSON is lost, nor a null, before the provider has it", async ({
  desk,
  client,
  replicate,
}) => {
  replicate.addModel({ name: "owner/exact-desk", version, openapiSchema: schema });
  replicate.nextPredictions({ output: parseJson(`{"id":${largest}}`) });
  const run = await waiting(client, "keep every digit");
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("button", { name: /^Edit/ }).click();
  const seed = desk.getByRole("textbox", { name: "Seed" });
  await seed.fill(largest);
  await seed.blur();
  await expect(seed).toHaveValue(largest);

  await desk.getByRole("group", { name: "How to edit" }).getByText("JSON").click();
  const json = desk.getByRole("textbox", { name: "Payload" });
  await expect(json).toHaveValue(new RegExp(`"seed": ${largest}\\b`));
  const save = desk.getByRole("button", { name: "Save and approve" });
  for (const [typed, problem] of [
    ['{"prompt": "a", "seed": 1e400}', "The number at /seed is too large"],
    ['{"prompt": "a",\n "prompt": "b"}', '"prompt" is in its object twice, again at line 2, column 2'],
  ] as const) {
    await json.fill(typed);
    await expect(desk.getByRole("alert").filter({ hasText: problem })).toBeVisible();
    await expect(save).toBeDisabled();
  }
  await json.fill(`{"prompt": "keep every digit", "seed": ${largest}, "mask": null}`);
  await save.click();

  await expect.poll(async () => (await client.get(run.run_id)).status).toBe("completed");
  const [call] = replicate.requests.filter(({ route }) => route === "create_prediction").slice(-1);
  expect(call?.raw.toString()).toContain(
    `"input":{"mask":null,"prompt":"keep every digit","seed":${largest}}`,
  );
  await desk.reload();
  await expect(desk.getByText(largest).first()).toBeVisible();
  await expect(desk.getByText("18446744073709552000")).toHaveCount(0);
});
