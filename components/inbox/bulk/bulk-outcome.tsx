"use client";

import { useKeys } from "@/components/hooks/use-keys";
import { rowLetters, Words } from "@/components/run/words";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import type { Text } from "@/components/text/en";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { UndoButton } from "@/components/undo/undo-button";
import { useTakeBack } from "@/components/undo/use-take-back";
import { useUndoOffer } from "@/components/undo/use-undo-offer";
import type { Me } from "@/lib/contracts/catalogue";
import type { DecisionOutcome } from "@/lib/contracts/evidence";

interface BulkOutcomeProps {
  outcomes: DecisionOutcome[];
  promptOf: (outcome: DecisionOutcome) => string;
  onClose: () => void;
}

function refusalOf({ problem }: DecisionOutcome, me: Me, text: Text): string {
  if (problem?.decision?.actor.id === me.id) return text.bulk.byYou;
  return problem ? text.problem({ code: problem.code, message: problem.detail, problem }) : "";
}

/** What became of each run when some were not decided: who was first, or what had changed. */
export function BulkOutcome({ outcomes, promptOf, onClose }: BulkOutcomeProps) {
  const text = useText();
  // What offers it on the page is out of reach under the dialog.
  const me = useMe();
  const offer = useUndoOffer();
  const takeBack = useTakeBack();
  const undo = () => {
    if (!offer) return;
    takeBack.mutate(offer.runs);
    onClose();
  };
  useKeys("dialog", { z: undo, "mod+z": undo });
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
              <Words text={refusalOf(outcome, me, text)} />
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
