"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { useText } from "@/components/text";
import type { RunSummary } from "@/lib/contracts/run";
import { RunRow } from "./run-row";

export interface RunListProps {
  runs: RunSummary[];
  chosen: string | null;
  onChoose: (runId: string) => void;
  /** More may be fetched: the end is in sight. */
  onEnd: () => void;
}

// Up to here a plain list is quicker, and the browser's own search finds every row.
const mostPlainRows = 100;

const LongRunList = dynamic(() => import("./long-run-list"), { ssr: false });

export function RunList(props: RunListProps) {
  return props.runs.length > mostPlainRows ? <LongRunList {...props} /> : <PlainRunList {...props} />;
}

function PlainRunList({ runs, chosen, onChoose }: RunListProps) {
  const text = useText();
  const row = useRef<HTMLLIElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is what scrolls
  useEffect(() => {
    row.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label={text.inbox.list}>
        {runs.map((run) => (
          <li key={run.run_id} ref={run.run_id === chosen ? row : undefined}>
            <RunRow run={run} chosen={run.run_id === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </div>
  );
}
