"use client";

import type { RefObject } from "react";
import { rowLetters, Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunSummary } from "@/lib/contracts/run";
import type { BulkAction } from "../selection";
import { BatchRow } from "./batch-row";
import { BatchSection } from "./batch-section";
import { LeftOutList } from "./left-out-list";
import type { Batch } from "./use-batch";

interface BatchListProps {
  ref: RefObject<HTMLElement | null>;
  action: BulkAction;
  batch: Batch;
  onOpen: (run: RunSummary) => void;
}

/** All that is decided together, as it is signed, and what stays out. One scrolls through it with the usual keys. */
export function BatchList({ ref, action, batch, onOpen }: BatchListProps) {
  const text = useText();
  return (
    <section
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      aria-label={text.bulk.list}
      className="-mx-6 min-h-0 overflow-y-auto border-y -outline-offset-2"
    >
      {action === "reject" ? (
        <ul className="divide-y">
          {batch.rows.map((run) => (
            <BatchRow
              key={run.run_id}
              run={run}
              batch={batch}
              className="px-6 py-2.5"
              title={
                <span className="line-clamp-2 wrap-anywhere">
                  <Words still text={run.prompt} to={rowLetters} />
                </span>
              }
            />
          ))}
        </ul>
      ) : batch.loading ? (
        <div className="grid gap-3 px-6 py-4" role="status" aria-label={text.bulk.loading}>
          {batch.rows.slice(0, 6).map(({ run_id }) => (
            <Skeleton key={run_id} className="h-14 w-full" />
          ))}
        </div>
      ) : (
        batch.sections.map((section) => <BatchSection key={section.key} section={section} batch={batch} />)
      )}
      {batch.failed > 0 && (
        <p role="alert" className="border-t px-6 py-2.5 text-sm text-destructive">
          {text.bulk.notLoaded(batch.failed)}
        </p>
      )}
      {batch.leftOut.length > 0 && !batch.loading && <LeftOutList leftOut={batch.leftOut} onOpen={onOpen} />}
    </section>
  );
}
