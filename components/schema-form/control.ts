import type { Json } from "@/lib/contracts/json";
import type { FieldSpec } from "./field-spec";

/** What every field of the form is given; undefined leaves the field out of the payload. */
export interface ControlProps {
  spec: FieldSpec;
  id: string;
  value: Json | undefined;
  invalid: boolean;
  describedBy: string;
  onChange: (value: Json | undefined) => void;
}
