import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { by, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { rejectReview } from "./decisions/reject";
import { previewRun } from "./requests/preview";

const bodyBytes = 200_000;

/** What is still held, in bytes, once everything else was given back. */
function held(): number {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  // What a finalizer lets go is collected by the next look only.
  for (let look = 0; look < 3; look++) collect();
  return process.memoryUsage().heapUsed;
}

test("a body that was previewed, created and rejected is not held any longer, however many there were", {
  timeout: 120_000,
}, async () => {
  await using world = await TestEngine.start();
  let made = 0;
  const spend = async (count: number) => {
    for (let one = 0; one < count; one++) {
      const example_input = { prompt: "x", note: `${made++} ${"a".repeat(bodyBytes)}` };
      const body = {
        prompt: "a boat",
        hitl_config: { policy: "require_human" as const },
        agent_tool_config: {
          "replicate-agent-tool": { data: { name: "owner/model", latest_version: "v", example_input } },
        },
      };
      await previewRun(world.context, body, []);
      const { run_id } = await world.create(body, requesterRita);
      await rejectReview(world.context, run_id, by(reviewerAnn), { reason: "no" });
    }
  };
  const rounds = 10;
  await spend(rounds);
  const first = held();
  await spend(2 * rounds);
  // If something held one copy of each, it were twice as much.
  const more = held() - first;
  expect(more).toBeLessThan((2 * rounds * bodyBytes) / 2);
});
