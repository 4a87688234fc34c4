"use client";

import { CircleAlertIcon } from "lucide-react";
import { money } from "@/components/format/money";
import { rowLetters, Words } from "@/components/run/words";
import { useText } from "@/components/text";
import type { RunSummary } from "@/lib/contracts/run";
import { spelledOut } from "@/lib/core/hidden/segments";
import type { LeftOut } from "./selection";

interface BulkListProps {
  ready: RunSummary[];
  leftOut: LeftOut[];
  out: ReadonlySet<string>;
  onInclude: (runId: string, include: boolean) => void;
}

/** More would make the page slow, and nobody reads them. */
const mostShown = 300;

/** What is decided together, each with a tick, and what is left out and why. */
export function BulkList({ ready, leftOut, out, onInclude }: BulkListProps) {
  const text = useText();
  return (
    <div className="-mx-6 min-h-0 overflow-y-auto border-y">
      <ul>
        {ready.slice(0, mostShown).map((run) => (
          <li key={run.run_id} className="border-b last:border-b-0">
            <label className="flex cursor-pointer items-start gap-3 px-6 py-2.5 hover:bg-secondary/60">
              <input
                type="checkbox"
                className="mt-0.5 size-4 shrink-0 accent-primary"
                checked={!out.has(run.run_id)}
                aria-label={text.bulk.include(spelledOut(run.prompt))}
                onChange={(event) => onInclude(run.run_id, event.target.checked)}
              />
              <span className="min-w-0 flex-1 text-sm">
                <span className="line-clamp-2 wrap-anywhere">
                  <Words still text={run.prompt} to={rowLetters} />
                </span>
                <span className="figures text-xs text-muted-foreground">
                  <Words still text={run.model.split("/").at(-1) ?? ""} /> ·{" "}
                  {text.words.step[run.current_step]}
                  {run.warning_issues > 0 && (
                    <span className="font-medium text-warning">
                      {" "}
                      · {text.bulk.warnings(run.warning_issues)}
                    </span>
                  )}
                </span>
              </span>
              <span className="figures shrink-0 text-sm">
                {run.estimated_cost ? money(run.estimated_cost.amount, text.time) : text.inbox.noCost}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {ready.length > mostShown && (
        <p className="px-6 py-2.5 text-sm text-muted-foreground">
          {text.bulk.more(ready.length - mostShown)}
        </p>
      )}
      {leftOut.length > 0 && (
        <section className="border-t bg-secondary/50 px-6 py-3 text-sm">
          <h3 className="flex items-center gap-2 font-medium">
            <CircleAlertIcon className="size-4 shrink-0 text-warning" aria-hidden />
            {text.bulk.leftOut(leftOut.length)}
          </h3>
          <ul className="mt-1.5 grid gap-1 text-muted-foreground">
            {leftOut.slice(0, mostShown).map(({ run, why }) => (
              <li key={run.run_id} className="wrap-anywhere">
                <span className="text-foreground">
                  <Words text={run.prompt} to={80} />
                </span>{" "}
                {text.bulk.why[why]}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
