"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useText } from "@/components/text";
import { EntryRow, type RowState } from "./entry-row";
import { type Entry, keyOf } from "./fold";

export interface RunListProps extends RowState {
  entries: Entry[];
  /** Which entry the chosen run is, or is folded into; -1 when it is none. */
  chosenIndex: number;
}

const rowHeight = 104;

/** Thousands of waiting runs; only those in sight are in the page. */
export default function LongRunList({ entries, chosenIndex, ...state }: RunListProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    getItemKey: (index) => {
      const entry = entries[index];
      return entry ? keyOf(entry) : index;
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is what scrolls
  useEffect(() => {
    if (chosenIndex >= 0) rows.scrollToIndex(chosenIndex, { align: "auto" });
  }, [state.chosen]);

  return (
    <div ref={box} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label={text.inbox.list} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          return (
            entry && (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                aria-setsize={entries.length}
                aria-posinset={item.index + 1}
                className="absolute inset-x-0 top-0 contain-content"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <EntryRow entry={entry} {...state} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
