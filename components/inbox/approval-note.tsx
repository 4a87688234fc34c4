"use client";

import { UserCheckIcon, UserXIcon } from "lucide-react";
import { Words } from "@/components/run/words";
import { mayDecide, useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { RunSummary } from "@/lib/contracts/run";

/** How many of the people that a run needs have approved, who they are, and whether it is for others to approve. */
export function ApprovalNote({ run, className }: { run: RunSummary; className?: string }) {
  const text = useText();
  const me = useMe();
  if (!run.approvals) return null;
  const { needed, given, may_decide, why_not, why_not_said } = run.approvals;
  const counted = needed > 1 || given.length > 0;
  const barred = !may_decide && mayDecide(me);
  if (!counted && !barred) return null;
  const names = given.map(({ actor }) => actor.name).join(", ");
  return (
    <span className={cn("flex flex-wrap gap-1.5", className)}>
      {counted && (
        <Badge variant="secondary" className="max-w-full">
          <UserCheckIcon aria-hidden />
          <span className="figures truncate">
            <Words still text={text.inbox.approved(given.length, needed, names)} />
          </span>
        </Badge>
      )}
      {barred && (
        <Badge variant="outline" title={why_not === null ? undefined : text.said(why_not, why_not_said)}>
          <UserXIcon aria-hidden />
          {text.inbox.othersApprove}
        </Badge>
      )}
    </span>
  );
}
