"use client";

import { type FieldSpec, isFile } from "@/components/schema-form/field-spec";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { Json } from "@/lib/contracts/json";
import { FieldValue } from "./field-value";

export interface Stage {
  name: string;
  value: Json | undefined;
}

/** One field through its versions, side by side: the last is what counts now. */
export function Stages({ spec, stages }: { spec: FieldSpec; stages: Stage[] }) {
  const text = useText();
  return (
    <dl
      className={cn(
        "grid gap-x-5 gap-y-2",
        isFile(spec) ? "" : stages.length === 3 ? "@xl:grid-cols-3" : "grid-cols-2 @max-sm:grid-cols-1",
      )}
    >
      {stages.map(({ name, value }, index) => {
        const last = index === stages.length - 1;
        return (
          <div key={name} className="min-w-0">
            <dt className="mb-0.5 text-2xs text-muted-foreground">{name}</dt>
            <dd className={last ? "font-medium" : "text-muted-foreground"}>
              {value === undefined ? (
                <span className="font-normal text-muted-foreground italic">
                  {last ? text.payload.removed : text.payload.notSet}
                </span>
              ) : (
                <FieldValue spec={spec} value={value} files={last ? "shown" : "named"} />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
