"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { EntryRow } from "./entry-row";
import { keyOf } from "./fold";
import type { RunListProps } from "./long-run-list";

// Up to here a plain list is quicker, and the browser's own search finds every row.
const mostPlainRows = 100;

const LongRunList = dynamic(() => whenConnected(() => import("./long-run-list")), { ssr: false });

export function RunList(props: RunListProps) {
  return props.entries.length > mostPlainRows ? <LongRunList {...props} /> : <PlainRunList {...props} />;
}

function PlainRunList({ entries, chosenIndex, ...state }: RunListProps) {
  const text = useText();
  const row = useRef<HTMLLIElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is what scrolls
  useEffect(() => {
    row.current?.scrollIntoView({ block: "nearest" });
  }, [state.chosen]);

  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label={text.inbox.list}>
        {entries.map((entry, index) => (
          <li key={keyOf(entry)} ref={index === chosenIndex ? row : undefined}>
            <EntryRow entry={entry} {...state} />
          </li>
        ))}
      </ul>
    </div>
  );
}
