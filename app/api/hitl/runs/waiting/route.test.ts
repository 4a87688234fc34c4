import { expect, test } from "vitest";
import { Waiting } from "@/lib/contracts/run";
import { exactly, testApi } from "@/lib/testing/api";

const { rita, ann } = await testApi();

test("nothing that waits is left out of the number, and nothing else is in it", async () => {
  const waiting = async () => {
    const response = await ann.get("/api/hitl/runs/waiting");
    expect(response.status).toBe(200);
    return exactly(Waiting, await response.json());
  };
  expect(await waiting()).toEqual({ waiting: 0 });
  const atPayload = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
  const first = await rita.create({ prompt: "one", hitl_config: atPayload });
  await rita.create({ prompt: "two", hitl_config: atPayload });
  expect(await waiting()).toEqual({ waiting: 2 });
  await ann.decide(first.run_id, "approve");
  expect(await waiting()).toEqual({ waiting: 1 });
});
