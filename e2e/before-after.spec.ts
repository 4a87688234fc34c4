import { aPicture } from "./support/file-server";
import { expect, test } from "./support/fixtures";

test("a picture that got wider is not shrunk beside the one it was made from", async ({ desk, client }) => {
  const given = `data:image/png;base64,${(await aPicture(400, 400)).toString("base64")}`;
  const properties = {
    prompt: { type: "string" },
    image: { type: "string", format: "uri" },
    width: { type: "integer" },
    height: { type: "integer" },
  };
  const Input = { type: "object", required: ["prompt"], properties };
  const data = {
    name: "sandbox/image",
    example_input: { prompt: "x" },
    openapi_schema: { components: { schemas: { Input } } },
  };
  const run = await client.create({
    prompt: "the same, wider",
    model: undefined,
    agent_tool_config: { "sandbox-agent-tool": { data } },
    attachments: [{ url: given, field: "image" }],
    edits: { payload: { width: 800, height: 400 } },
    hitl_config: { policy: "require_human", allowed_steps: ["response_review"] },
  });
  await desk.goto(`/runs/${run.run_id}`);
  await desk.getByRole("group", { name: "How to show the pictures" }).getByText("Before and after").click();
  const box = async (name: string) =>
    (await desk.getByRole("img", { name, exact: true }).boundingBox()) ?? { width: 0, height: 0 };
  await expect.poll(async () => (await box("Picture 1")).width).toBeGreaterThan(300);
  const [before, after] = [await box("The picture the model was given"), await box("Picture 1")];
  expect(after.width / after.height).toBeCloseTo(2, 1);
  expect(before.width / before.height).toBeCloseTo(1, 1);
  expect(before.height / after.height).toBeCloseTo(1, 1);
});
