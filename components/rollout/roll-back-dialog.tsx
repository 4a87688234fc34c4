"use client";

import { type FormEvent, useId, useState } from "react";
import { useMetrics } from "@/components/api/get-metrics";
import { useRollBack } from "@/components/api/roll-back";
import { count } from "@/components/figures/number";
import { useKeys } from "@/components/hooks/use-keys";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";

/** Says what a rollback does to new requests and to runs in flight, and asks why. */
export default function RollBackDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const text = useAdminText();
  const id = useId();
  const words = text.rollout.rollback;
  const [why, setWhy] = useState("");
  const rollBack = useRollBack();
  const { data: metrics } = useMetrics({ range: { days: 1 } }, true);
  const ready = why.trim() !== "" && !rollBack.isPending;
  const confirm = () => {
    if (!ready) return;
    rollBack.mutate(
      { why: why.trim() },
      {
        onSuccess: () => {
          notify(words.done, "done");
          onDone();
          onClose();
        },
      },
    );
  };
  useKeys("dialog", { "mod+enter": confirm });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent closeLabel={text.shell.close} className="sm:max-w-xl">
        <DialogHeader>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogDescription>{words.hint}</DialogDescription>
        </DialogHeader>
        <ul className="grid list-disc gap-1.5 pl-5 text-sm text-pretty marker:text-muted-foreground">
          {words.consequences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {metrics && (
            <li className="figures font-medium">
              {words.inFlight(
                count(metrics.queue.waiting, text.time),
                count(metrics.queue.running, text.time),
              )}
            </li>
          )}
        </ul>
        {rollBack.error && (
          <Alert variant="destructive" role="alert">
            <AlertTitle>{words.failed}</AlertTitle>
            <AlertDescription>{text.problem(rollBack.error)}</AlertDescription>
          </Alert>
        )}
        <form className="grid gap-4" onSubmit={submit}>
          <div className="grid gap-1.5">
            <Label htmlFor={id}>{words.why}</Label>
            <Textarea
              id={id}
              autoFocus
              required
              maxLength={2000}
              value={why}
              placeholder={words.whyHint}
              onChange={(event) => setWhy(event.target.value)}
            />
          </div>
          <DialogFooter>
            <Button type="button" variant="ghost" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" variant="destructive" disabled={!ready}>
              {rollBack.isPending ? words.working : words.confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
