import type { RuleCondition } from "@/lib/contracts/rules";
import { isEmpty, numberOf } from "./typed-number";

/** The conditions that are a text. */
export const patterns = ["provider", "model", "operation_type", "key_id", "user_id", "path"] as const;
export type PatternName = (typeof patterns)[number];

export interface MetadataRow {
  key: string;
  value: string;
  kind: "text" | "number" | "boolean";
}

/** The part of a condition that rules and groups share, as it is typed; what is empty is not named. */
export interface ConditionDraft extends Record<PatternName, string> {
  metadata: MetadataRow[];
}

type Named = Pick<RuleCondition, PatternName | "metadata">;

/** A condition to be edited. */
export function conditionDraftOf(when: Named): ConditionDraft {
  return {
    provider: when.provider ?? "",
    model: when.model ?? "",
    operation_type: when.operation_type ?? "",
    key_id: when.key_id ?? "",
    user_id: when.user_id ?? "",
    path: when.path ?? "",
    metadata: Object.entries(when.metadata ?? {}).map(([key, value]) => ({
      key,
      value: String(value),
      kind: typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean",
    })),
  };
}

/** What is wrong with a condition as it is typed, by the pointer of what it becomes. */
export function wrongInCondition({
  metadata,
}: ConditionDraft): Partial<Record<string, "key" | "twice" | "number">> {
  const wrong: ReturnType<typeof wrongInCondition> = {};
  for (const [at, { key, value, kind }] of metadata.entries()) {
    if (isEmpty(key)) wrong[`/when/metadata/${at}`] = "key";
    else if (metadata.slice(0, at).some((row) => row.key.trim() === key.trim()))
      wrong[`/when/metadata/${at}`] = "twice";
    else if (kind === "number" && (isEmpty(value) || Number.isNaN(numberOf(value))))
      wrong[`/when/metadata/${at}`] = "number";
  }
  return wrong;
}

/** The condition on the wire; call it once `wrongInCondition` finds nothing. */
export function namedIn(draft: ConditionDraft): Named {
  const named = patterns.filter((name) => !isEmpty(draft[name]));
  return {
    ...Object.fromEntries(named.map((name) => [name, draft[name].trim()])),
    ...(draft.metadata.length > 0 && {
      metadata: Object.fromEntries(draft.metadata.map((row) => [row.key.trim(), typedValue(row)])),
    }),
  };
}

function typedValue({ value, kind }: MetadataRow): string | number | boolean {
  if (kind === "number") return numberOf(value);
  return kind === "boolean" ? value === "true" : value;
}
