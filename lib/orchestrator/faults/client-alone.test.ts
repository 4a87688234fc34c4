import Replicate from "replicate";
import { expect, it } from "vitest";
import { startReplicateServer } from "@/lib/providers/replicate/fixtures/server";

it("the official client alone makes six predictions when the answers of a created one are lost", async () => {
  const server = await startReplicateServer();
  const lost = Array.from({ length: 10 }, () => ({ kind: "drop", accepted: true }) as const);
  server.nextAnswers("create_prediction", ...lost);
  const client = new Replicate({ auth: server.token, baseUrl: server.url });
  const create = client.predictions.create({
    model: "black-forest-labs/flux-schnell",
    input: { prompt: "a red bicycle on a quay" },
  });
  await expect(create).rejects.toThrow();
  expect(server.predictions).toHaveLength(6);
  await server.close();
}, 60_000);
