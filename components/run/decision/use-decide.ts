import type { ApiError } from "@/components/api/api-error";
import { useApprove } from "@/components/api/approve-run";
import { useReject } from "@/components/api/reject-run";
import { useRetry } from "@/components/api/retry-run";
import { useText } from "@/components/text";
import { announceDecision } from "@/components/undo/announce-decision";
import { untilKnown } from "@/components/undo/undo-ahead";
import { undoSeconds } from "@/components/undo/undo-seconds";
import type { Run } from "@/lib/contracts/run";
import type { DecisionAction } from "@/lib/contracts/words";
import { useToldSeen } from "../seen-parts";
import { dropKey } from "./kept-key";

interface Followers {
  /** Told of a decision that was made, before anything else. */
  onMade: () => void;
  /** Told once one may go on to another run. */
  onDecided: () => void;
  onRefused: (error: ApiError | null) => void;
}

/** The three decisions that change no payload. Each names the question and the digests one looked at, and tells what was in view. */
export function useDecide(run: Run, { onMade, onDecided, onRefused }: Followers) {
  const text = useText();
  const approve = useApprove(run.run_id);
  const reject = useReject(run.run_id);
  const retry = useRetry(run.run_id);
  const told = useToldSeen();
  const question = () => ({
    approval_token: run.approval_token ?? undefined,
    payload_digest: run.payload_digest ?? undefined,
    answer_digest: run.answer_digest ?? undefined,
    undo_seconds: undoSeconds,
    seen: told(),
  });
  const refused = (error: ApiError) => {
    // Typed for the next run, which does not come.
    dropKey();
    onRefused(error);
  };
  // By then the run may have moved on and what one clicked may be gone: callbacks of `mutate` would be gone with it.
  const answered = (action: DecisionAction, answer: Promise<Run>) =>
    void untilKnown(answer, text).then((known) => {
      onMade();
      onRefused(null);
      announceDecision(action, run, known, text);
      // What was typed for the next run is not done to this one, which stays.
      if (known.undo) dropKey();
      else onDecided();
    }, refused);
  const said = (message: string) => message.trim() || undefined;
  const inSpite = (message: string, of: { break_glass: true } | { over_budget: true }) => {
    const body = { ...question(), message: said(message), ...of };
    if (run.current_step === "api_call") return answered("retry", retry.mutateAsync(body));
    const errors = run.validation_issues.some(({ severity }) => severity === "error");
    answered("approve", approve.mutateAsync({ ...body, acknowledge_issues: errors || undefined }));
  };
  return {
    busy: approve.isPending ? "approve" : reject.isPending ? "reject" : retry.isPending ? "retry" : null,
    approve: (message: string, acknowledge: boolean) =>
      answered(
        "approve",
        approve.mutateAsync({
          ...question(),
          message: said(message),
          acknowledge_issues: acknowledge || undefined,
        }),
      ),
    reject: (reason: string) => answered("reject", reject.mutateAsync({ ...question(), reason })),
    /** Without the approvals that are demanded; its errors are accepted for the same reason. */
    breakGlass: (message: string) => inSpite(message, { break_glass: true }),
    /** Over the budgets that let admins; its errors are accepted for the same reason. */
    overspend: (message: string) => inSpite(message, { over_budget: true }),
    /** `adopt` names a call that was made already; empty, another one is made. */
    retry: (message: string, adopt: string) =>
      answered(
        "retry",
        retry.mutateAsync({ ...question(), message: said(message), adopt: adopt || undefined }),
      ),
  } as const;
}
