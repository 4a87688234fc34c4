"use client";

import { HiddenList } from "@/components/run/hidden-list";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ControlProps } from "./control";

const stringOf = (value: ControlProps["value"]) => (typeof value === "string" ? value : "");

export function TextControl({ spec, id, value, invalid, describedBy, onChange }: ControlProps) {
  return (
    <div className="grid gap-1.5">
      <Input
        id={id}
        type={spec.kind === "secret" ? "password" : "text"}
        value={stringOf(value)}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      {spec.kind !== "secret" && <HiddenList text={stringOf(value)} onChange={onChange} />}
    </div>
  );
}

export function LongTextControl({ id, value, invalid, describedBy, onChange }: ControlProps) {
  return (
    <div className="grid gap-1.5">
      <Textarea
        id={id}
        value={stringOf(value)}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        className="max-h-96 min-h-20 leading-relaxed"
        onChange={(event) => onChange(event.target.value)}
      />
      <HiddenList text={stringOf(value)} onChange={onChange} />
    </div>
  );
}
