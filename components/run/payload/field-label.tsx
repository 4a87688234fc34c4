"use client";

import type { FieldSpec } from "@/components/schema-form/field-spec";
import { useText } from "@/components/text";
import { Words } from "../words";
import { FieldName } from "./field-name";
import { limitsOf } from "./limits-of";

/** A field's name as the model gives it, with its limits and what it is for. */
export function FieldLabel({ spec, described = true }: { spec: FieldSpec; described?: boolean }) {
  const text = useText();
  const limits = limitsOf(spec, text.payload);
  return (
    <div className="min-w-0">
      <p className="text-sm font-medium wrap-anywhere">
        <FieldName spec={spec} />
        {spec.required && (
          <span className="ml-1 text-primary" title={text.payload.required}>
            *<span className="sr-only"> {text.payload.required}</span>
          </span>
        )}
      </p>
      {limits && <p className="figures mt-0.5 text-xs text-muted-foreground">{limits}</p>}
      {described && spec.description && (
        <p className="mt-0.5 text-xs leading-relaxed text-pretty wrap-anywhere text-muted-foreground">
          <Words text={spec.description} />
        </p>
      )}
    </div>
  );
}
