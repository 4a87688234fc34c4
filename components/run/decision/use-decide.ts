import type { ApiError } from "@/components/api/api-error";
import { type BodyOf, type PlainDecision, useDecideRun } from "@/components/api/decide-run";
import { useText } from "@/components/text";
import { announceDecision } from "@/components/undo/announce-decision";
import { untilKnown } from "@/components/undo/undo-ahead";
import { undoSeconds } from "@/components/undo/undo-seconds";
import type { Run } from "@/lib/contracts/run";
import { useToldSeen } from "../seen-parts";
import { dropKey } from "./kept-key";

/** Which question is answered, by what one looked at. */
type Question = Pick<
  BodyOf<PlainDecision>,
  "approval_token" | "payload_digest" | "answer_digest" | "undo_seconds" | "seen"
>;

interface Followers {
  /** Told of a decision that was made, before anything else. */
  onMade: () => void;
  /** Told once one may go on to another run. */
  onDecided: () => void;
  onRefused: (error: ApiError | null) => void;
}

/** The decisions that change no payload. Each names the question and the digests one looked at, and tells what was in view. */
export function useDecide(run: Run, { onMade, onDecided, onRefused }: Followers) {
  const text = useText();
  const decide = useDecideRun(run.run_id);
  const told = useToldSeen();
  const question = (): Question => ({
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
  const send = <Kind extends PlainDecision>(action: Kind, own: Omit<BodyOf<Kind>, keyof Question>) =>
    void untilKnown(decide.mutateAsync({ action, body: { ...question(), ...own } }), text).then((known) => {
      onMade();
      onRefused(null);
      announceDecision(action, run, known, text);
      // What was typed for the next run is not done to this one, which stays.
      if (known.undo) dropKey();
      else onDecided();
    }, refused);
  const said = (message: string) => message.trim() || undefined;
  const inSpite = (message: string, of: { break_glass: true } | { over_budget: true }) => {
    const own = { message: said(message), ...of };
    if (run.current_step === "api_call") return send("retry", own);
    const errors = run.validation_issues.some(({ severity }) => severity === "error");
    send("approve", { ...own, acknowledge_issues: errors || undefined });
  };
  return {
    busy: decide.isPending ? decide.variables.action : null,
    send,
    approve: (message: string, acknowledge: boolean) =>
      send("approve", { message: said(message), acknowledge_issues: acknowledge || undefined }),
    /** Without the approvals that are demanded; its errors are accepted for the same reason. */
    breakGlass: (message: string) => inSpite(message, { break_glass: true }),
    /** Over the budgets that let admins; its errors are accepted for the same reason. */
    overspend: (message: string) => inSpite(message, { over_budget: true }),
    /** `adopt` names a call that was made already; empty, another one is made. */
    retry: (message: string, adopt: string) =>
      send("retry", { message: said(message), adopt: adopt || undefined }),
  } as const;
}
