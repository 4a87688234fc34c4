"use client";

import { ArrowRightIcon } from "lucide-react";
import { lazy, Suspense } from "react";
import { useText } from "@/components/text";
import { FieldValue } from "./field-value";
import type { Row } from "./rows-of";

const WordDiff = lazy(() => import("./word-diff"));

interface FieldChangeProps {
  row: Row;
  /** What the two sides are called. */
  names: [before: string, after: string];
}

/** Before and after of one field: woven word by word for text, side by side for files, one after the other else. */
export function FieldChange({ row, names: [beforeName, afterName] }: FieldChangeProps) {
  const text = useText();
  const { spec, before, after, state } = row;
  if (state === "added") return <FieldValue spec={spec} value={after} />;
  if (state === "removed") {
    return (
      <div className="flex flex-wrap items-center gap-2.5 text-muted-foreground">
        <del className="decoration-1">
          <FieldValue spec={spec} value={before} />
        </del>
        <span className="text-xs">{text.payload.removed}</span>
      </div>
    );
  }
  if (spec.kind === "long-text" && typeof before === "string" && typeof after === "string") {
    // Until the comparison has come, the text itself is there to read.
    return (
      <Suspense fallback={<FieldValue spec={spec} value={after} />}>
        <WordDiff before={before} after={after} beforeName={beforeName} />
      </Suspense>
    );
  }
  if (spec.kind === "url" || spec.kind === "url-list") {
    return (
      <dl className="grid gap-3 @2xl:grid-cols-2">
        {[
          { name: beforeName, value: before },
          { name: afterName, value: after },
        ].map(({ name, value }) => (
          <div key={name} className="min-w-0">
            <dt className="mb-1 text-xs text-muted-foreground">{name}</dt>
            <dd>
              <FieldValue spec={spec} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
      <div className="min-w-0 text-muted-foreground line-through decoration-1">
        <FieldValue spec={spec} value={before} />
      </div>
      <ArrowRightIcon className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0 font-medium">
        <FieldValue spec={spec} value={after} />
      </div>
    </div>
  );
}
