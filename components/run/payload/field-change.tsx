"use client";

import { ChevronRightIcon } from "lucide-react";
import { lazy, Suspense } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { FieldValue } from "./field-value";
import type { Row } from "./rows-of";
import { type Stage, Stages } from "./stages";

const WordDiff = lazy(() => whenConnected(() => import("./word-diff")));

interface FieldChangeProps {
  row: Row;
  /** What the field was, in order; what it is now comes last. */
  stages: Stage[];
}

/** What became of one field: woven word by word for text, else its versions side by side. */
export function FieldChange({ row: { spec }, stages }: FieldChangeProps) {
  const [before, after] = [stages.at(-2), stages.at(-1)];
  if (spec.kind === "long-text" && typeof before?.value === "string" && typeof after?.value === "string") {
    const earlier = stages.slice(0, -2);
    // Until the comparison has come, the text itself is there to read.
    return (
      <>
        <Suspense fallback={<FieldValue spec={spec} value={after.value} />}>
          <WordDiff before={before.value} after={after.value} beforeName={before.name} />
        </Suspense>
        {earlier.map(({ name, value }) => (
          <details key={name} className="group mt-2 text-xs text-muted-foreground">
            <summary className="flex w-fit list-none items-center gap-1 rounded-sm hover:text-foreground">
              <ChevronRightIcon className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
              {name}
            </summary>
            <div className="mt-1">
              <FieldValue spec={spec} value={value} />
            </div>
          </details>
        ))}
      </>
    );
  }
  return <Stages spec={spec} stages={stages} />;
}
