import type { JsonObject } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import { rowsOf } from "../payload/rows-of";

/** The field an edit begins in: the first with an issue, else the first that differs from the example, else the first. */
export function firstToEdit(run: Run, payload: JsonObject): string {
  const rows = rowsOf(run.input_schema, run.example_payload, payload);
  const faulty = new Set(
    run.validation_issues.flatMap(({ severity, field }) => (severity === "error" ? [field] : [])),
  );
  const first =
    rows.find(({ spec }) => faulty.has(spec.key)) ?? rows.find(({ state }) => state !== "same") ?? rows[0];
  return first?.spec.key ?? "";
}
