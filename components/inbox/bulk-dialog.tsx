"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { useDecideRuns } from "@/components/api/decide-runs";
import { patchWaiting } from "@/components/api/waiting-runs";
import { money } from "@/components/format/money";
import { useKeys } from "@/components/hooks/use-keys";
import { HiddenList } from "@/components/run/hidden-list";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { ConfirmKbd } from "@/components/ui/confirm-kbd";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/textarea";
import { offerUndo } from "@/components/undo/offer-undo";
import { undoSecondsFor } from "@/components/undo/undo-seconds";
import type { DecisionOutcome } from "@/lib/contracts/evidence";
import type { RunSummary } from "@/lib/contracts/run";
import { BulkList } from "./bulk-list";
import { BulkOutcome } from "./bulk-outcome";
import { heldRows } from "./held-rows";
import { type BulkAction, costOf, decidable } from "./selection";

interface BulkDialogProps {
  action: BulkAction;
  /** What was selected when the question came up. */
  runs: RunSummary[];
  onClose: () => void;
  /** Told which runs were decided. */
  onDecided: (runIds: string[]) => void;
}

/** Shows what would be decided together, lets one leave some out, and tells what became of each. */
export default function BulkDialog({ action, runs, onClose, onDecided }: BulkDialogProps) {
  const text = useText();
  const id = useId();
  const me = useMe();
  const client = useQueryClient();
  const decide = useDecideRuns();
  const actor = { kind: me.kind, id: me.id, name: me.name };
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [message, setMessage] = useState("");
  const { ready, leftOut } = decidable(runs, action);
  const included = ready.filter((run) => !out.has(run.run_id));
  const may = included.length > 0 && !decide.isPending && (action === "approve" || message.trim() !== "");
  const box = useRef<HTMLTextAreaElement>(null);

  const submit = () => {
    if (!may) return;
    const seconds = undoSecondsFor(included.length);
    const until = Date.now() + seconds * 1000;
    const named = included.map(({ run_id, approval_token }) => ({
      run_id,
      approval_token: approval_token ?? "",
    }));
    decide.mutate(
      { action, runs: named, message: message.trim() || undefined, undo_seconds: seconds },
      {
        onSuccess: (outcomes) => {
          const done = new Set(outcomes.filter(({ decided }) => decided).map(({ run_id }) => run_id));
          if (done.size > 0)
            offerUndo({ action, until, seconds, runs: named.filter(({ run_id }) => done.has(run_id)) });
          patchWaiting(client, heldRows(included, outcomes, { action, by: actor, until }));
          onDecided([...done]);
          if (done.size === outcomes.length) onClose();
        },
      },
    );
  };
  useKeys("dialog", { "mod+enter": submit }, { enabled: decide.data === undefined });

  const promptOf = ({ run_id }: DecisionOutcome) =>
    runs.find((run) => run.run_id === run_id)?.prompt ?? run_id;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        closeLabel={text.shell.close}
        className="grid-rows-[auto_minmax(0,1fr)_auto] sm:max-w-2xl"
        onOpenAutoFocus={(event) => {
          if (action !== "reject") return;
          event.preventDefault();
          box.current?.focus();
        }}
      >
        {decide.data ? (
          <BulkOutcome outcomes={decide.data} promptOf={promptOf} onClose={onClose} />
        ) : (
          <>
            <DialogHeader>
              <DialogTitle>{text.bulk.title[action](included.length)}</DialogTitle>
              <DialogDescription>
                {ready.length === 0
                  ? text.bulk.none
                  : action === "approve"
                    ? text.bulk.together(money(costOf(included), text.time))
                    : text.bulk.rejected}
              </DialogDescription>
            </DialogHeader>
            <BulkList
              ready={ready}
              leftOut={leftOut}
              out={out}
              onInclude={(runId, include) => {
                const next = new Set(out);
                if (include) next.delete(runId);
                else next.add(runId);
                setOut(next);
              }}
            />
            <form
              className="grid gap-3"
              onSubmit={(event) => {
                event.preventDefault();
                submit();
              }}
            >
              <label htmlFor={id} className="sr-only">
                {action === "reject" ? text.decide.reasonHint : text.decide.messageHint}
              </label>
              <Textarea
                id={id}
                ref={box}
                value={message}
                maxLength={5000}
                rows={2}
                required={action === "reject"}
                placeholder={action === "reject" ? text.decide.reasonHint : text.decide.messageHint}
                onChange={(event) => setMessage(event.target.value)}
              />
              <HiddenList text={message} onChange={setMessage} />
              {decide.error && (
                <p role="alert" className="text-sm text-destructive">
                  {text.bulk.failed} {text.problem(decide.error)}
                </p>
              )}
              <DialogFooter>
                <Button type="button" variant="ghost" onClick={onClose}>
                  {text.decide.cancel}
                </Button>
                <Button
                  type="submit"
                  disabled={!may}
                  variant={action === "reject" ? "destructive" : "default"}
                >
                  {decide.isPending
                    ? text.bulk.working(included.length)
                    : text.bulk.title[action](included.length)}
                  <ConfirmKbd className="border-current/30 bg-transparent text-current max-md:hidden" />
                </Button>
              </DialogFooter>
            </form>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
