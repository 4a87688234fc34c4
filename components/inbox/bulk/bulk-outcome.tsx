"use client";

import { useSyncExternalStore } from "react";
import { rowLetters, Words } from "@/components/run/words";
import { useText } from "@/components/text";
import type { Text } from "@/components/text/en";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { onUndoOffer, undoOffer } from "@/components/undo/offer-undo";
import { UndoButton } from "@/components/undo/undo-button";
import { useUndoKeys } from "@/components/undo/use-undo-keys";
import type { DecisionOutcome } from "@/lib/contracts/evidence";

interface BulkOutcomeProps {
  outcomes: DecisionOutcome[];
  promptOf: (outcome: DecisionOutcome) => string;
  onClose: () => void;
}

const noOffer = () => null;

function refusalOf({ problem }: DecisionOutcome, text: Text): string {
  return problem ? text.problem({ code: problem.code, message: problem.detail }) : "";
}

/** What became of each run when some were not decided: who was first, or what had changed. */
export function BulkOutcome({ outcomes, promptOf, onClose }: BulkOutcomeProps) {
  const text = useText();
  // What offers it on the page is out of reach under the dialog.
  const offer = useSyncExternalStore(onUndoOffer, undoOffer, noOffer);
  const undo = useUndoKeys("dialog", offer, onClose);
  const refused = outcomes.filter(({ decided }) => !decided);
  return (
    <>
      <DialogHeader>
        <DialogTitle>{text.bulk.outcome(outcomes.length - refused.length, outcomes.length)}</DialogTitle>
        <DialogDescription>{text.bulk.notDone}</DialogDescription>
      </DialogHeader>
      <ul className="-mx-6 min-h-0 overflow-y-auto border-y">
        {refused.map((outcome) => (
          <li key={outcome.run_id} className="border-b px-6 py-2.5 text-sm last:border-b-0">
            <p className="line-clamp-2 wrap-anywhere">
              <Words text={promptOf(outcome)} to={rowLetters} />
            </p>
            <p className="text-destructive">
              <Words text={refusalOf(outcome, text)} />
            </p>
          </li>
        ))}
      </ul>
      <DialogFooter>
        {offer && <UndoButton offer={offer} onUndo={undo} />}
        <Button onClick={onClose}>{text.shell.close}</Button>
      </DialogFooter>
    </>
  );
}
