"use client";

import { LoaderIcon, SignatureIcon } from "lucide-react";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { HeldLine } from "@/components/undo/held-line";
import type { Run } from "@/lib/contracts/run";
import { isOver } from "../is-over";
import { StatusBadge } from "../status-badge";
import { Words } from "../words";
import { decidedSentence, lastStanding } from "./decided-sentence";

/** What stands where one would sign when there is nothing to sign: it moves, it is over, or others decide. */
export function StandingLine({ run }: { run: Run }) {
  const text = useText();
  const me = useMe();
  const last = lastStanding(run.decisions);
  const waiting = run.status === "awaiting_human";
  if (run.held_decision && run.undo_until)
    return (
      <HeldLine run={run} held={run.held_decision} until={run.undo_until} decision={last ?? undefined} />
    );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-muted-foreground">
      {isOver(run.status) ? (
        <StatusBadge status={run.status} />
      ) : waiting ? null : (
        <LoaderIcon className="size-4 animate-spin" aria-hidden />
      )}
      {waiting ? (
        <span>{text.decide.notYours}</span>
      ) : isOver(run.status) ? (
        <span>
          <Words text={text.said(run.message, run.said)} />
        </span>
      ) : (
        <span role="status">{text.decide.moving}</span>
      )}
      {last && (
        <span className="ml-auto flex min-w-0 items-center gap-1.5">
          <SignatureIcon className="size-4 shrink-0 text-primary" aria-hidden />
          <span className="min-w-0 wrap-anywhere">
            <Words text={decidedSentence(last, me, text)} />
          </span>
          <TimeAgo at={last.at} className="shrink-0 text-xs" />
        </span>
      )}
    </div>
  );
}
