"use client";

import { EyeIcon } from "lucide-react";
import { useId, useRef, useState } from "react";
import { money } from "@/components/format/money";
import { useKeys } from "@/components/hooks/use-keys";
import { PresetReasons } from "@/components/run/decision/preset-reasons";
import { HiddenList } from "@/components/run/hidden-list";
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
import { useUndoAhead } from "@/components/undo/use-undo-ahead";
import type { RunSummary } from "@/lib/contracts/run";
import { type BulkAction, costOf } from "../selection";
import { BatchList } from "./batch-list";
import { BulkOutcome } from "./bulk-outcome";
import { useBatch } from "./use-batch";
import { useDecideBatch } from "./use-decide-batch";

interface BulkDialogProps {
  action: BulkAction;
  /** What was selected when the question came up. */
  runs: RunSummary[];
  onClose: () => void;
  /** Told which runs were decided, and which of the selected ones still are to be read. */
  onDecided: (decided: string[], rest: string[]) => void;
  /** Opens a run that has to be read alone. */
  onOpen: (run: RunSummary) => void;
}

/** Of the height of the list, how much one reads on by: a line or two stay for the eye. */
const readOnBy = 0.85;

/** Shows what would be decided together, signs what of it was in view, and tells what became of each. */
export default function BulkDialog({ action, runs, onClose, onDecided, onOpen }: BulkDialogProps) {
  const text = useText();
  const id = useId();
  const batch = useBatch(runs, action);
  const { signed, unseen, later } = batch;
  const [message, setMessage] = useState("");
  const rest = [...unseen, ...later].map(({ run_id }) => run_id);
  const decide = useDecideBatch(action, (decided, told) => {
    onDecided(decided, rest);
    if (told) onClose();
  });
  const may = signed.length > 0 && !decide.isPending && (action === "approve" || message.trim() !== "");
  const box = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLElement>(null);

  const submit = () => may && decide.submit(signed, message);
  useKeys("dialog", { "mod+enter": submit }, { enabled: decide.outcomes === undefined });
  useUndoAhead("dialog", decide.isPending);

  const hint = action === "reject" ? text.decide.reasonHint : text.decide.messageHint;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        closeLabel={text.shell.close}
        className="grid-rows-[auto_minmax(0,1fr)_auto] sm:max-w-4xl"
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          (action === "reject" ? box : list).current?.focus();
        }}
      >
        {decide.outcomes ? (
          <BulkOutcome
            outcomes={decide.outcomes}
            promptOf={({ run_id }) => runs.find((run) => run.run_id === run_id)?.prompt ?? run_id}
            onClose={onClose}
          />
        ) : (
          <>
            <DialogHeader>
              <DialogTitle>{text.bulk.heading[action](runs.length)}</DialogTitle>
              <DialogDescription>
                {batch.rows.length === 0
                  ? text.bulk.none(runs.length)
                  : action === "approve"
                    ? text.bulk.together(signed.length, money(costOf(signed), text.time))
                    : text.bulk.rejected(batch.rows.length)}
              </DialogDescription>
              <p aria-live="polite" className="figures min-h-5 text-sm text-muted-foreground">
                {unseen.length > 0 && text.bulk.unseen(unseen.length)}{" "}
                {later.length > 0 && text.bulk.later(later.length)}
              </p>
            </DialogHeader>
            <BatchList ref={list} action={action} batch={batch} onOpen={onOpen} />
            <form
              className="grid gap-3"
              onSubmit={(event) => {
                event.preventDefault();
                submit();
              }}
            >
              {action === "reject" && (
                <PresetReasons
                  presets={text.decide.reasons}
                  value={message}
                  layer="dialog"
                  onChoose={(reason) => {
                    setMessage(reason);
                    box.current?.focus();
                  }}
                />
              )}
              <label htmlFor={id} className="sr-only">
                {hint}
              </label>
              <Textarea
                id={id}
                ref={box}
                value={message}
                maxLength={5000}
                rows={action === "reject" ? 2 : 1}
                required={action === "reject"}
                placeholder={hint}
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
                {unseen.length > 0 && (
                  <Button
                    type="button"
                    variant="secondary"
                    // Where it goes from, no other button comes to stand.
                    className="max-sm:order-last sm:order-first"
                    onClick={() => {
                      const height = list.current?.clientHeight ?? 0;
                      list.current?.scrollBy({ top: height * readOnBy, behavior: "instant" });
                    }}
                  >
                    <EyeIcon aria-hidden />
                    {text.decide.unseen(unseen.length)}
                  </Button>
                )}
                <Button
                  type="submit"
                  disabled={!may}
                  variant={action === "reject" ? "destructive" : "default"}
                >
                  {decide.isPending
                    ? text.bulk.working(signed.length)
                    : text.bulk.title[action](signed.length)}
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
