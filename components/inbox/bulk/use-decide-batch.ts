import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useDecideRuns } from "@/components/api/decide-runs";
import { keys } from "@/components/api/keys";
import { patchWaiting, type Waiting } from "@/components/api/waiting-runs";
import { useMe } from "@/components/shell/me";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { offerUndo } from "@/components/undo/offer-undo";
import { untilKnown } from "@/components/undo/undo-ahead";
import { undoSecondsFor } from "@/components/undo/undo-seconds";
import type { Run, RunSummary } from "@/lib/contracts/run";
import type { BulkAction } from "../selection";
import { heldRows } from "./held-rows";

/**
 * Gives one answer to the questions of many runs, and offers to take back whichever of them it decided.
 * @param onDecided told which were decided, and whether every one was, so that there is nothing more to tell
 */
export function useDecideBatch(action: BulkAction, onDecided: (decided: string[], told: boolean) => void) {
  const client = useQueryClient();
  const text = useText();
  const { kind, id, name } = useMe();
  const decide = useDecideRuns();
  const shown = useRef(true);
  const [opened] = useState(() => Date.now());
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const submit = (runs: readonly (Run | RunSummary)[], message: string) => {
    const seconds = undoSecondsFor(runs.length);
    const until = Date.now() + seconds * 1000;
    // Nobody signs more than a list shows without that all of it was in view.
    const part = action === "approve" ? "run" : "row";
    const seen = { parts: [part], count: 1, of: 1, open_ms: Math.max(0, Date.now() - opened) };
    const named = runs.map(({ run_id, approval_token }) => ({
      run_id,
      approval_token: approval_token ?? "",
      seen,
    }));
    const body = { action, runs: named, message: message.trim() || undefined, undo_seconds: seconds };
    // Whoever closes the dialog meanwhile is offered to take it back all the same.
    void untilKnown(decide.mutateAsync(body), text).then(
      ({ answer: outcomes, undo }) => {
        const done = new Set(outcomes.filter(({ decided }) => decided).map(({ run_id }) => run_id));
        const inPart = new Set(
          outcomes.filter((one) => one.decided && one.status === "awaiting_human").map((one) => one.run_id),
        );
        if (inPart.size > 0) notify(text.bulk.inPart(inPart.size), "done");
        if (done.size > inPart.size)
          offerUndo({
            action,
            until,
            seconds,
            runs: runs.flatMap(({ run_id, approval_token, version }) =>
              done.has(run_id) && !inPart.has(run_id)
                ? [{ run_id, approval_token: approval_token ?? "", version }]
                : [],
            ),
            asked: undo,
          });
        else if (undo) notify(text.undo.notMade, "failed");
        if (inPart.size > 0) void client.invalidateQueries({ queryKey: keys.waiting });
        const rows = client.getQueryData<Waiting>(keys.waiting)?.runs ?? [];
        patchWaiting(client, heldRows(rows, outcomes, { action, by: { kind, id, name }, until }));
        // Whoever closed the dialog meanwhile does not see there what was refused.
        if (!shown.current && done.size < outcomes.length)
          notify(text.bulk.outcome(done.size, outcomes.length), "failed");
        onDecided([...done], done.size === outcomes.length);
      },
      () => undefined,
    );
  };
  return { submit, isPending: decide.isPending, error: decide.error, outcomes: decide.data };
}
