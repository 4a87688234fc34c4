"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { PartName } from "../seen-parts";
import { InFull } from "../unseen";
import { FieldName } from "./field-name";
import { FieldValue } from "./field-value";
import { namesFiles, type Row } from "./rows-of";

interface FieldsProps {
  fields: readonly Row[];
  /** Stands at the end of each value, once nothing of the value is left to be seen. */
  markOf?: (row: Row, ready: boolean) => ReactNode;
}

/** Fields of a payload, each with its value, as many in a line as have room; a file has its own. */
export function Fields({ fields, markOf }: FieldsProps) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1.5 text-xs">
      {fields.map((row) => (
        <div
          key={row.spec.key}
          className={cn("flex max-w-full min-w-0 gap-1.5", namesFiles(row) && "w-full")}
        >
          <dt className="max-w-[50cqw] text-muted-foreground wrap-anywhere">
            <FieldName spec={row.spec} />
          </dt>
          <dd className={cn("figures min-w-0 wrap-anywhere", namesFiles(row) && "max-w-md flex-1")}>
            <InFull end={(ready) => markOf?.(row, ready)}>
              <PartName name={`field ${row.spec.key}`}>
                <FieldValue spec={row.spec} value={row.after} />
              </PartName>
            </InFull>
          </dd>
        </div>
      ))}
    </dl>
  );
}
