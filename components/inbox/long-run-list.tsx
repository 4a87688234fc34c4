"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useText } from "@/components/text";
import type { RunListProps } from "./run-list";
import { RunRow } from "./run-row";

const rowHeight = 104;

/** Thousands of waiting runs; only those in sight are in the page. */
export default function LongRunList({ runs, chosen, onChoose, onEnd }: RunListProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: runs.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => runs[index]?.run_id ?? index,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const chosenIndex = runs.findIndex((run) => run.run_id === chosen);

  useEffect(() => {
    if (lastShown >= runs.length - 10) onEnd();
  }, [lastShown, runs.length, onEnd]);

  useEffect(() => {
    if (chosenIndex >= 0) rows.scrollToIndex(chosenIndex, { align: "auto" });
  }, [chosenIndex, rows]);

  return (
    <div ref={box} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label={text.inbox.list} className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const run = runs[item.index];
          return (
            run && (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                aria-setsize={runs.length}
                aria-posinset={item.index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <RunRow run={run} chosen={run.run_id === chosen} onChoose={onChoose} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
