"use client";

import { useMemo } from "react";
import { fieldsOf } from "@/components/schema-form/field-spec";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { useText } from "@/components/text";
import { Skeleton } from "@/components/ui/skeleton";
import type { JsonObject } from "@/lib/contracts/json";
import type { Preview } from "@/lib/contracts/run";
import { mergePatch, patchBetween } from "@/lib/core/merge-patch";
import { issuesNow, type Parameters, without } from "./parameters";

interface ParameterFieldsProps {
  /** Null until they are known. */
  parameters: Parameters | null;
  /** A JSON Merge Patch on what they are when nobody sets them. */
  edits: JsonObject;
  /** Of the request with its edits, where there is one. */
  preview: Preview | undefined;
  onChange: (edits: JsonObject) => void;
}

/** The model's own parameters as a form. */
export function ParameterFields({ parameters, edits, preview, onChange }: ParameterFieldsProps) {
  const text = useText();
  const value = useMemo(
    () => parameters && mergePatch(parameters.base, without(edits, parameters.filled)),
    [parameters, edits],
  );
  if (parameters && fieldsOf(parameters.schema, parameters.base).length === 0) return null;
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-1.5 text-sm leading-none font-medium">{text.newRun.parameters}</legend>
      <p className="text-sm text-pretty text-muted-foreground">{text.newRun.parametersHint}</p>
      {parameters && value ? (
        <SchemaForm
          schema={parameters.schema}
          base={parameters.base}
          value={value}
          issues={preview ? issuesNow(preview, value) : []}
          onChange={(next) => onChange(patchBetween(parameters.base, next))}
        />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
    </fieldset>
  );
}
