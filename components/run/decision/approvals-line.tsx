"use client";

import { UserCheckIcon, UserXIcon } from "lucide-react";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { Button } from "@/components/ui/button";
import type { Run } from "@/lib/contracts/run";
import { Words } from "../words";

interface ApprovalsLineProps {
  /** Names it for what it explains. */
  id: string;
  approvals: NonNullable<Run["approvals"]>;
  /** Begins to go ahead without the others; null for whoever may not. */
  onBreakGlass: (() => void) | null;
}

/** Says beside the pen who has approved so far, why one may not oneself, and who may. */
export function ApprovalsLine({ id, approvals, onBreakGlass }: ApprovalsLineProps) {
  const text = useText();
  const said = text.decide.approvals;
  const { needed, given, groups, may_decide, why_not, why_not_said, who_may } = approvals;
  const missing = groups.filter(({ met }) => !met).map(({ any_of }) => said.missing(namesOf(any_of)));
  const Icon = may_decide ? UserCheckIcon : UserXIcon;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded-md bg-secondary px-3 py-2 text-sm">
      <div id={id} className="flex min-w-0 flex-1 basis-64 gap-2">
        <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
        <p className="min-w-0 wrap-anywhere">
          <strong className="figures font-semibold">{said.count(given.length, needed)}</strong>
          {given.map(({ actor, at }) => (
            <span key={actor.id} className="text-muted-foreground">
              {" · "}
              <Words text={actor.name} /> <TimeAgo at={at} />
            </span>
          ))}
          {missing.map((sentence) => (
            <span key={sentence} className="block">
              <Words text={sentence} />
            </span>
          ))}
          {why_not !== null && (
            <span className="block">
              <Words text={text.said(why_not, why_not_said)} />
              {". "}
              <Words text={who_may && who_may.length > 0 ? said.whoMay(namesOf(who_may)) : said.nobodyMay} />
            </span>
          )}
        </p>
      </div>
      {onBreakGlass && (
        <Button variant="outline" size="sm" className="text-destructive" onClick={onBreakGlass}>
          {said.glass}
        </Button>
      )}
    </div>
  );
}

const namesOf = (people: readonly { name: string }[]) => people.slice(0, 10).map(({ name }) => name);
