import type { Asked } from "@/lib/contracts/endpoints/typed";
import type { DecisionAction } from "@/lib/contracts/words";
import { call } from "./call";
import { useDecision } from "./use-decision";

/** The decisions that change no payload; an edit has a form, and a call, of its own. */
export type PlainDecision = Exclude<DecisionAction, "edit">;

export type BodyOf<Kind extends PlainDecision> = NonNullable<
  Asked<`POST /api/hitl/runs/{id}/${Kind}`>["body"]
>;

type Sent = { [Kind in PlainDecision]: { action: Kind; body: BodyOf<Kind> } }[PlainDecision];

export function useDecideRun(id: string) {
  return useDecision(id, "decide", ({ action, body }: Sent) =>
    call(`POST /api/hitl/runs/{id}/${action}`, { params: { id }, body }),
  );
}
