import { describe, expect, test } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { Preview } from "@/lib/contracts/run";
import { exactly, testApi, wanted } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { rita, replicate, rows } = await testApi();

async function preview(body: Partial<CreateRun>): Promise<Preview> {
  const response = await rita.post("/api/hitl/preview", wanted(body));
  expect(response.status).toBe(200);
  return exactly(Preview, await response.json());
}

const bodies: [string, Partial<CreateRun>][] = [
  ["the sandbox's picture", {}],
  [
    "a catalogue model",
    {
      model: fluxRef,
      hitl_config: { policy: "auto_with_thresholds", review_thresholds: { cost_max_usd: 0 } },
    },
  ],
  ["a flagged prompt", { prompt: "Mickey Mouse", hitl_config: { policy: "auto_with_thresholds" } }],
  [
    "an attachment without a place",
    { attachments: ["https://example.com/a.mp4"], hitl_config: { policy: "auto" } },
  ],
  [
    "a tool configuration with an error",
    {
      agent_tool_config: {
        "sandbox-agent-tool": { data: { name: "sandbox/image", example_input: { prompt: "x", width: 1 } } },
      },
    },
  ],
  ["edits of the payload", { edits: { payload: { width: 640, seed: 7 } } }],
  ["edits with an error", { edits: { payload: { width: 1 } }, hitl_config: { policy: "auto" } }],
  ["edits that change nothing", { edits: { payload: {} } }],
  [
    "edits of what would be mended",
    {
      agent_tool_config: {
        "sandbox-agent-tool": {
          data: { name: "sandbox/image", example_input: { prompt: "x", width: 1, height: 1 } },
        },
      },
      edits: { payload: { width: 640 } },
      hitl_config: { policy: "auto" },
    },
  ],
];

describe("a preview", () => {
  test.each(bodies)("of %s is what a create then meets", async (_, body) => {
    const shown = await preview(body);
    const run = await rita.create(body);
    expect(shown).toMatchObject({
      provider: run.provider,
      model: run.model,
      capabilities: run.capabilities,
      operation_type: run.operation_type,
      input_schema: run.input_schema,
      example_payload: run.example_payload,
      would_pause_at: run.current_step,
    });
    expect(shown.policy_trace.slice(0, run.policy_trace.length)).toEqual(run.policy_trace);
    if (run.payload_digest === null) return;
    const { suggested_payload, payload_digest, validation_issues, diff_from_example, estimated_cost } = run;
    // A run mends its payload before anybody looks at it; a preview shows both.
    const would = { payload: shown.suggested_payload, ...shown, ...shown.automatic_fixes };
    expect(would).toMatchObject({
      payload: suggested_payload,
      payload_digest,
      validation_issues,
      estimated_cost,
    });
    // A stored payload has its keys in another order.
    expect(would.diff_from_example).toHaveLength(diff_from_example.length);
    expect(would.diff_from_example).toEqual(expect.arrayContaining(diff_from_example));
  });

  test("of edits shows the payload with them, and no fixes that would not run", async () => {
    const edited = await preview({ edits: { payload: { width: 640, height: null } } });
    expect(edited.suggested_payload).toMatchObject({ prompt: "a red bicycle on a quay", width: 640 });
    expect(edited.suggested_payload).not.toHaveProperty("height");
    expect(edited.automatic_fixes).toBeNull();
    expect(edited.diff_from_example).toContainEqual(expect.objectContaining({ pointer: "/width", to: 640 }));
  });

  test("stores nothing and calls nobody, with an Idempotency-Key or without", async () => {
    const before = await rows();
    const calls = replicate.requests.length;
    for (const [, body] of bodies) await preview(body);
    await rita.post("/api/hitl/preview", wanted(), { "idempotency-key": "one" });
    expect(await rows()).toEqual(before);
    expect(replicate.requests.length).toBe(calls);
  });

  test("says where the run would pause", async () => {
    expect((await preview({ hitl_config: { policy: "auto" } })).would_pause_at).toBeNull();
    expect((await preview({ hitl_config: { allowed_steps: ["response_review"] } })).would_pause_at).toBe(
      "response_review",
    );
  });
});
