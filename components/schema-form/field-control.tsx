"use client";

import type { ComponentType } from "react";
import { isSealed } from "@/lib/contracts/is-sealed";
import { BooleanControl, ChoiceControl } from "./choice-controls";
import type { ControlProps } from "./control";
import type { FieldKind } from "./field-spec";
import { JsonControl } from "./json-control";
import { LockedControl } from "./locked-control";
import { NumberControl, SeedControl } from "./number-control";
import { LongTextControl, TextControl } from "./text-controls";
import { UrlControl, UrlListControl } from "./url-controls";

const controls = {
  text: TextControl,
  "long-text": LongTextControl,
  number: NumberControl,
  seed: SeedControl,
  boolean: BooleanControl,
  choice: ChoiceControl,
  url: UrlControl,
  "url-list": UrlListControl,
  secret: TextControl,
  json: JsonControl,
} as const satisfies Record<FieldKind, ComponentType<ControlProps>>;

export function FieldControl(props: ControlProps) {
  const { spec, value, id, describedBy, onChange } = props;
  if (isSealed(value)) {
    const locked = { id, describedBy, sealed: value, title: spec.title };
    return <LockedControl {...locked} onReplace={() => onChange("")} />;
  }
  const Control: ComponentType<ControlProps> = controls[spec.kind];
  return <Control {...props} />;
}
