import type { Simulation } from "@/lib/contracts/simulate";
import { minutesAgo } from "./clock";

const day = 24 * 60;

/** A draft that saves two thirds of the reviews and lets a few things through. */
export function makeSimulation(over: Partial<Simulation> = {}): Simulation {
  return {
    from: minutesAgo(30 * day),
    to: minutesAgo(0),
    runs: 5_000,
    truncated: true,
    reviews_actual: 3_418,
    reviews_draft: 1_092,
    reviews_saved: 2_341,
    reviews_added: 15,
    by_step: [
      { step: "information_review", actual: 212, draft: 212, saved: 0, added: 0 },
      { step: "payload_review", actual: 2_006, draft: 611, saved: 1_410, added: 15 },
      { step: "api_call", actual: 18, draft: 18, saved: 0, added: 0 },
      { step: "response_review", actual: 1_182, draft: 251, saved: 931, added: 0 },
    ],
    by_rule: [
      { step: "payload_review", rule: "payload_changes_max", reviews: 402 },
      { step: "response_review", rule: "response_quality_min", reviews: 251 },
      { step: "information_review", rule: "confidence_min", reviews: 212 },
      { step: "payload_review", rule: "cost_max_usd", reviews: 209 },
    ],
    changed: {
      added: [0, 1].map((index) => ({
        run_id: `run_01jc4added${index}`,
        model: "minimax/video-01",
        prompt: "Six seconds of waves, drone shot",
        status: "completed" as const,
        step: "payload_review" as const,
        cost_usd: 0.5,
        at: minutesAgo(300 + index * 700),
        because: [{ rule: "organisation", by: "Dear videos" }],
      })),
      saved: [
        {
          run_id: "run_01jc4saved",
          model: "black-forest-labs/flux-dev",
          prompt: "A quay in the rain, two bicycles, 35 mm film",
          status: "completed",
          step: "payload_review",
          cost_usd: 0.025,
          at: minutesAgo(400),
          because: [],
        },
      ],
    },
    budgets: [
      {
        id: "bud_01jc4videos",
        name: "Videos",
        limit: 100,
        currency: "USD",
        period: "month",
        over: "ask",
        calls: 412,
        asks: 0,
        asks_admin: 9,
        refuses: 0,
        most: { share: 0.997, period: "2026-11" },
      },
    ],
    untouched_actual: 1_204,
    untouched_draft: 3_377,
    waiting_saved_ms: 61 * 3600_000,
    let_through: {
      rejected: 7,
      edited: 21,
      rejected_usd: 3.24,
      runs: [
        [
          "reject",
          "Portrait of a well-known actor, studio light, holding our product",
          "A likeness without permission",
        ],
        [
          "edit",
          "A quay in the rain, two bicycles, 35 mm film",
          "Steps set down to 4: no one sees the difference",
        ],
        ["reject", "Six seconds of waves, drone shot", null],
        ["edit", "Logo on a mug, white background", "The mask was the wrong way round"],
      ].map(([action, prompt, message], index) => ({
        run_id: `run_01jc4through${index}`,
        model: index === 2 ? "minimax/video-01" : "black-forest-labs/flux-dev",
        prompt: prompt ?? "",
        status: action === "reject" ? ("cancelled" as const) : ("completed" as const),
        action: action === "reject" ? ("reject" as const) : ("edit" as const),
        step: "payload_review" as const,
        message: message ?? null,
        cost_usd: index === 2 ? 0.5 : 0.025,
        at: minutesAgo(200 + index * 900),
      })),
    },
    not_replayed: [
      { reason: "Rejected before the payload was built: later steps were never measured", runs: 41 },
      { reason: "Older than the policy trace", runs: 12 },
    ],
    ...over,
  };
}
