"use client";

import { ChevronRightIcon } from "lucide-react";
import { useState } from "react";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { FieldLabel } from "./field-label";
import { FieldName } from "./field-name";
import { FieldValue } from "./field-value";
import type { Row } from "./rows-of";
import { fieldId } from "./show-field";

/** What equals the example: each in a line, so that it was shown, with limits and descriptions folded away. */
export function UnchangedFields({ rows }: { rows: Row[] }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="mt-3.5">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-1 rounded-sm text-sm text-muted-foreground hover:text-foreground"
      >
        <ChevronRightIcon className={cn("size-4 transition-transform", open && "rotate-90")} aria-hidden />
        {text.payload.unchanged(rows.length)}
      </button>
      <dl
        className={
          open ? "mt-2 divide-y border-y text-sm" : "mt-2 flex flex-wrap gap-x-5 gap-y-1.5 pl-5 text-xs"
        }
      >
        {rows.map((row) => (
          <div
            key={row.spec.key}
            id={fieldId(row.spec.key)}
            tabIndex={-1}
            className={
              open
                ? "grid gap-x-6 gap-y-1.5 py-3 @2xl:grid-cols-[11.5rem_minmax(0,1fr)]"
                : "flex max-w-full gap-1.5"
            }
          >
            <dt className={open ? "min-w-0" : "max-w-[50cqw] text-muted-foreground wrap-anywhere"}>
              {open ? <FieldLabel spec={row.spec} /> : <FieldName spec={row.spec} />}
            </dt>
            <dd className="figures min-w-0 wrap-anywhere">
              <FieldValue spec={row.spec} value={row.after} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
