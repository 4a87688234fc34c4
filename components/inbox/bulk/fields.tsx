"use client";

import { FieldValue } from "@/components/run/payload/field-value";
import type { Row } from "@/components/run/payload/rows-of";
import { Words } from "@/components/run/words";
import { isFile } from "@/components/schema-form/field-spec";
import { cn } from "@/components/ui/cn";

/** Fields of a payload, each with its value, as many in a line as have room; a file has its own. */
export function Fields({ fields }: { fields: readonly Row[] }) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1.5 text-xs">
      {fields.map(({ spec, after }) => (
        <div key={spec.key} className={cn("flex max-w-full min-w-0 gap-1.5", isFile(spec) && "w-full")}>
          <dt className="shrink-0 text-muted-foreground">
            <Words text={spec.title} />
          </dt>
          <dd className={cn("figures min-w-0 wrap-anywhere", isFile(spec) && "max-w-md flex-1")}>
            <FieldValue spec={spec} value={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
