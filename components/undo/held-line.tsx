"use client";

import { HourglassIcon, Undo2Icon } from "lucide-react";
import { useKeys } from "@/components/hooks/use-keys";
import { useNow } from "@/components/hooks/use-now";
import { Words } from "@/components/run/words";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { Decision } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { useHeldInSight } from "./held-in-sight";
import { heldSentence } from "./held-sentence";
import { undoAhead } from "./undo-ahead";
import { useTakeBack } from "./use-take-back";
import { useUndoOffer } from "./use-undo-offer";

interface HeldLineProps {
  run: Pick<Run, "run_id">;
  held: NonNullable<Run["held_decision"]>;
  until: string;
  /** The decision itself, for what was said with it. */
  decision: Decision | undefined;
}

/** What stands where one would sign while a decision waits to go out. */
export function HeldLine({ run, held, until, decision }: HeldLineProps) {
  const text = useText();
  const me = useMe();
  const now = useNow();
  const takeBack = useTakeBack();
  const offer = useUndoOffer();
  const mine = held.by.id === me.id || me.role === "admin";
  // The key means one's own last decision; a colleague's, or an earlier one, is taken back by its button.
  const last =
    held.by.id === me.id && (offer === null || offer.runs.some(({ run_id }) => run_id === run.run_id));
  const undo = () => takeBack.mutate([{ run_id: run.run_id }]);
  const undoLast = () => undoAhead() || undo();
  useHeldInSight(mine ? run.run_id : null);
  useKeys("run", { z: undoLast, "mod+z": undoLast }, { enabled: last });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <HourglassIcon className="size-4 text-primary" aria-hidden />
      <p role="status" className="font-medium">
        <Words text={heldSentence({ held, until }, { now, me, text })} />
      </p>
      {decision?.message && (
        <p className="min-w-0 wrap-anywhere text-muted-foreground">
          <Words text={text.words.quote(text.said(decision.message, decision.said))} />
        </p>
      )}
      {mine && (
        <Button size="sm" variant="outline" className="ml-auto" disabled={takeBack.isPending} onClick={undo}>
          <Undo2Icon aria-hidden />
          {text.undo.undo}
          {last && <Kbd className="max-md:hidden">z</Kbd>}
        </Button>
      )}
    </div>
  );
}
