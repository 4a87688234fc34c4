import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CancelBody, EditBody } from "@/lib/contracts/decide";
import type { Asked } from "@/lib/contracts/endpoints/typed";
import type { Run } from "@/lib/contracts/run";
import type { DecisionAction } from "@/lib/contracts/words";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";
import { rowAfter } from "./row-after";
import { patchWaiting, type Waiting } from "./waiting-runs";

/**
 * A POST on a run that answers with the run. Nothing is shown as done before the server said so;
 * a refusal refetches, because it means that somebody else moved the run.
 */
export function useDecision<Body>(runId: string, verb: string, send: (body: Body) => Promise<Run>) {
  const client = useQueryClient();
  return useMutation<Run, ApiError, Body>({
    mutationKey: ["decide", runId, verb],
    mutationFn: send,
    onSuccess: (run) => {
      client.setQueryData(keys.run(runId), run);
      const row = client.getQueryData<Waiting>(keys.waiting)?.runs.find((one) => one.run_id === runId);
      if (row) patchWaiting(client, new Map([[runId, rowAfter(row, run)]]));
    },
    onSettled: () => {
      // Once whoever decided has gone on to the next run: only what is still shown then is asked for again.
      setTimeout(() => {
        void client.invalidateQueries({ queryKey: keys.lists });
        void client.invalidateQueries({ queryKey: keys.run(runId) });
      });
    },
  });
}

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

/** What a reviewer sends: `approve` may be left to its default. */
export type EditRequest = Omit<EditBody, "approve"> & { approve?: boolean };

export function useEdit(id: string) {
  return useDecision(id, "edit", (body: EditRequest) =>
    call("POST /api/hitl/runs/{id}/edit", { params: { id }, body }),
  );
}

export function useCancel(id: string) {
  return useDecision(id, "cancel", (body: CancelBody) =>
    call("POST /api/hitl/runs/{id}/cancel", { params: { id }, body }),
  );
}

/** A claim tells the others that someone is at it; it locks nothing. */
export function useClaim(id: string) {
  return useDecision<void>(id, "claim", () => call("POST /api/hitl/runs/{id}/claim", { params: { id } }));
}

export function useRelease(id: string) {
  return useDecision<void>(id, "release", () => call("POST /api/hitl/runs/{id}/release", { params: { id } }));
}
