"use client";

import { HandIcon } from "lucide-react";
import { Words } from "@/components/run/words";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { RunSummary } from "@/lib/contracts/run";
import { claimsOf } from "./claims";

interface ClaimNoteProps {
  runs: readonly Pick<RunSummary, "claimed_by" | "claim_offered_by">[];
  className?: string;
}

/** Who is at a run, or at how many of a group: a colleague in amber, so that nobody decides over their head. */
export function ClaimNote({ runs, className }: ClaimNoteProps) {
  const text = useText().inbox;
  const me = useMe();
  const { mine, others } = claimsOf(runs, me.id);
  if (mine === 0 && others.length === 0) return null;
  const alone = runs.length === 1;
  const offered = alone && runs[0]?.claim_offered_by != null;
  const ofOther = offered ? text.turnOf : text.claimedBy;
  const ofYou = offered ? text.yourTurn : text.claimedByYou;
  return (
    <span className={cn("flex flex-wrap gap-1.5", className)}>
      {others.map(({ id, name, count }) => (
        <Badge key={id} variant="warning" className="max-w-full">
          <HandIcon aria-hidden />
          <span className="truncate">
            <Words still text={alone ? ofOther(name) : text.claims(count, name)} />
          </span>
        </Badge>
      ))}
      {mine > 0 && (
        <Badge>
          <HandIcon aria-hidden />
          {alone ? ofYou : text.claimsOfYours(mine)}
        </Badge>
      )}
    </span>
  );
}
