"use client";

import { Columns2Icon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { measured } from "@/components/format/duration";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { Button } from "@/components/ui/button";
import type { AttemptView } from "@/lib/contracts/run";
import { Words } from "../words";

const CompareAttempts = dynamic(() => whenConnected(() => import("./compare-attempts")), { ssr: false });

/** Every try at the call, and what any two of them gave, side by side. */
export function AttemptList({ attempts }: { attempts: AttemptView[] }) {
  const text = useText().answer;
  const [comparing, setComparing] = useState(false);
  return (
    <div className="grid gap-3">
      <Attempts attempts={attempts} />
      {attempts.length > 1 && (
        <Button
          variant="outline"
          size="sm"
          className="w-fit"
          aria-expanded={comparing}
          onClick={() => setComparing(!comparing)}
        >
          <Columns2Icon aria-hidden />
          {comparing ? text.closeCompare : text.compareAttempts}
        </Button>
      )}
      {comparing && <CompareAttempts attempts={attempts} />}
    </div>
  );
}

/** Every try at the call: which revision it sent, how it ended, how long it took. */
function Attempts({ attempts }: { attempts: AttemptView[] }) {
  const text = useText();
  return (
    <ol aria-label={text.answer.attempts} className="divide-y border-y text-sm">
      {attempts.map((attempt) => (
        <li key={attempt.number} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2">
          <span className="figures font-medium">{text.answer.attempt(attempt.number)}</span>
          <span className="text-muted-foreground">
            {attempt.outcome ? text.answer.outcome[attempt.outcome] : text.answer.attemptState[attempt.state]}
            {attempt.error && (
              <>
                : <Words text={text.said(attempt.error.message, attempt.error.said)} />
              </>
            )}
          </span>
          <span className="figures ml-auto text-xs text-muted-foreground">
            {text.payload.revision(attempt.payload_revision)}
            {attempt.finished_at &&
              ` · ${measured(Date.parse(attempt.finished_at) - Date.parse(attempt.started_at), text.time)}`}
            {" · "}
            <TimeAgo at={attempt.started_at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
