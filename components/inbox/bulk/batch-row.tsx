"use client";

import type { ReactNode } from "react";
import { money } from "@/components/format/money";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { Run, RunSummary } from "@/lib/contracts/run";
import { spelledOut } from "@/lib/core/hidden/segments";
import { ClaimNote } from "../claim-note";
import { questionOf } from "./seen";
import type { Batch } from "./use-batch";
import { Watched } from "./watched";

interface BatchRowProps {
  run: Run | RunSummary;
  batch: Batch;
  /** The prompt, as it is drawn here. */
  title: ReactNode;
  /** What else is signed with it. */
  children?: ReactNode;
  className?: string;
}

/** One run of a batch with its tick, watched to its end. */
export function BatchRow({ run, batch, title, children, className }: BatchRowProps) {
  const text = useText();
  const isIn = batch.isIn(run);
  return (
    <li className={cn("min-w-0", className)}>
      <Watched question={questionOf(run)} onSeen={batch.see}>
        <label className="flex cursor-pointer items-start gap-3">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0 accent-primary"
            checked={isIn}
            aria-label={text.bulk.include(spelledOut(run.prompt))}
            onChange={(event) => batch.include(run.run_id, event.target.checked)}
          />
          <span className={cn("min-w-0 flex-1 text-sm", !isIn && "text-muted-foreground")}>
            {title}
            <ClaimNote runs={[run]} className="mt-1" />
          </span>
          <span className="figures shrink-0 text-sm">
            {run.estimated_cost ? money(run.estimated_cost.amount, text.time) : text.inbox.noCost}
          </span>
        </label>
        {children && (
          <div className="@container mt-2 grid min-w-0 gap-2 pl-7 [&_img]:max-h-64 [&_video]:max-h-64">
            {children}
          </div>
        )}
      </Watched>
    </li>
  );
}
