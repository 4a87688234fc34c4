"use client";

import { type ReactNode, useMemo } from "react";
import { asObject, ownValue } from "@/components/json/as-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { sameJson } from "@/lib/core/same-json";
import { type FieldSpec, fieldsOf } from "./field-spec";
import { FormField } from "./form-field";
import { isShownBy } from "./is-shown-by";

interface SchemaFormProps {
  schema: Json;
  /** What stands before the edit; a field can be put back to it. */
  base: Json;
  value: JsonObject;
  /** Of the value. */
  issues: Issue[];
  onChange: (value: JsonObject) => void;
  /** Stands at the end of each field whose control shows the value as it is. */
  markOf?: (key: string, value: Json | undefined) => ReactNode;
}

/** A model's input as a form in the model's own order. */
export function SchemaForm({ schema, base, value, issues, onChange, markOf }: SchemaFormProps) {
  const before = asObject(base);
  // A field that is taken away must not take its row with it, so the base has a say in what there is.
  const fields = useMemo(() => fieldsOf(schema, base, value), [schema, base, value]);
  const was = (key: string) => ownValue(before, key);
  const is = (key: string) => ownValue(value, key);
  const set = (spec: FieldSpec, next: Json | undefined) => {
    const { [spec.key]: _, ...others } = value;
    const leftOut = next === undefined || (next === "" && !spec.required && was(spec.key) === undefined);
    onChange(leftOut ? others : { ...value, [spec.key]: next });
  };
  return (
    <div className="divide-y border-y">
      {fields.map((spec) => (
        <FormField
          key={spec.key}
          spec={spec}
          value={is(spec.key)}
          changed={!sameJson(was(spec.key), is(spec.key))}
          issues={issues.filter((issue) => issue.field === spec.key)}
          onChange={(next) => set(spec, next)}
          onReset={() => set(spec, was(spec.key))}
          mark={isShownBy(spec, is(spec.key)) && markOf?.(spec.key, is(spec.key))}
        />
      ))}
    </div>
  );
}
