"use client";

import { type ReactNode, useMemo } from "react";
import { asObject } from "@/components/json/as-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { sameJson } from "@/lib/core/same-json";
import { type FieldSpec, fieldsOf } from "./field-spec";
import { FormField } from "./form-field";

interface SchemaFormProps {
  schema: Json;
  /** What stands before the edit; a field can be put back to it. */
  base: Json;
  value: JsonObject;
  /** Of the value. */
  issues: Issue[];
  onChange: (value: JsonObject) => void;
  /** Stands at the end of each field. */
  markOf?: (key: string, value: Json | undefined) => ReactNode;
}

/** A model's input as a form in the model's own order. */
export function SchemaForm({ schema, base, value, issues, onChange, markOf }: SchemaFormProps) {
  const before = asObject(base);
  // A field that is taken away must not take its row with it, so the base has a say in what there is.
  const fields = useMemo(() => fieldsOf(schema, base, value), [schema, base, value]);
  const set = (spec: FieldSpec, next: Json | undefined) => {
    const { [spec.key]: _, ...others } = value;
    const leftOut = next === undefined || (next === "" && !spec.required && before[spec.key] === undefined);
    onChange(leftOut ? others : { ...value, [spec.key]: next });
  };
  return (
    <div className="divide-y border-y">
      {fields.map((spec) => (
        <FormField
          key={spec.key}
          spec={spec}
          value={value[spec.key]}
          changed={!sameJson(before[spec.key], value[spec.key])}
          issues={issues.filter((issue) => issue.field === spec.key)}
          onChange={(next) => set(spec, next)}
          onReset={() => set(spec, before[spec.key])}
          mark={markOf?.(spec.key, value[spec.key])}
        />
      ))}
    </div>
  );
}
