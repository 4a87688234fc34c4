"use client";

import { LoaderIcon } from "lucide-react";
import { measured } from "@/components/format/duration";
import { useNow } from "@/components/hooks/use-now";
import { useText } from "@/components/text";
import type { AttemptView } from "@/lib/contracts/run";

/** A call under way: how far the provider is, where it tells, and for how long it has been at it. */
export function Calling({ attempt }: { attempt: AttemptView | undefined }) {
  const text = useText();
  const now = useNow();
  const share = attempt?.progress == null ? null : Math.round(attempt.progress * 100);
  const elapsed = attempt ? Math.max(0, now - Date.parse(attempt.started_at)) : null;
  return (
    <div className="grid gap-2.5 text-sm">
      <p className="flex items-center gap-2.5">
        <LoaderIcon className="size-4 shrink-0 animate-spin text-primary" aria-hidden />
        <span>
          {text.answer.calling}. <span className="text-muted-foreground">{text.answer.callingHint}</span>
        </span>
      </p>
      {share !== null && (
        <div
          role="progressbar"
          aria-label={text.answer.calling}
          aria-valuenow={share}
          aria-valuemin={0}
          aria-valuemax={100}
          className="h-1.5 overflow-hidden rounded-full bg-secondary"
        >
          <div className="h-full rounded-full bg-primary transition-[width]" style={{ width: `${share}%` }} />
        </div>
      )}
      <p className="figures flex gap-x-3 text-xs text-muted-foreground">
        {share !== null && <span>{text.answer.progress(share)}</span>}
        {elapsed !== null && <span>{text.answer.elapsed(measured(elapsed, text.time))}</span>}
      </p>
    </div>
  );
}
