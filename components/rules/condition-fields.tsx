"use client";

import { PlusIcon, XIcon } from "lucide-react";
import { useId } from "react";
import { Field } from "@/components/account/field";
import { useApiKeys } from "@/components/api/api-keys";
import { useModels } from "@/components/api/list-models";
import { usePeople } from "@/components/api/people";
import { Choice } from "@/components/figures/choice";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { OperationType, RunPath } from "@/lib/contracts/words";
import type { ConditionDraft, MetadataRow, PatternName } from "./condition-draft";
import type { FaultAt } from "./rule-faults";

interface PatternFieldsProps {
  names: readonly PatternName[];
  draft: ConditionDraft;
  faultAt: FaultAt;
  onChange: (named: Partial<Record<PatternName, string>>) => void;
}

/** The texts of a condition, each with what there is to choose from. */
export function PatternFields({ names, draft, faultAt, onChange }: PatternFieldsProps) {
  const { rules } = useAdminText();
  const id = useId();
  const known = useKnown();
  return names.map((name) => (
    <div key={name}>
      <Field
        label={rules.field[name]}
        hint={rules.fieldHint[name]}
        problem={faultAt(`/when/${name}`)}
        placeholder={rules.any}
        list={`${id}-${name}`}
        autoComplete="off"
        spellCheck={false}
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
      <datalist id={`${id}-${name}`}>
        {known[name].map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
    </div>
  ));
}

/** What there is to choose from, each with what it is called. */
function useKnown(): Record<PatternName, [value: string, label: string][]> {
  const text = useAdminText();
  const { data: models = [] } = useModels();
  const { data: apiKeys = [] } = useApiKeys();
  const { data: people = [] } = usePeople();
  const providers = [...new Set(models.map(({ provider }) => provider))];
  return {
    provider: providers.map((name) => [name, name]),
    model: models.map(({ ref, name }) => [ref, name]),
    operation_type: OperationType.options.map((type) => [type, text.words.kind[type]]),
    key_id: apiKeys.map(({ id, name }) => [id, name]),
    user_id: people.map(({ id, name }) => [id, name]),
    path: RunPath.options.map((path) => [path, text.rules.tryIt.paths[path]]),
  };
}

const kinds = ["text", "number", "boolean"] as const satisfies MetadataRow["kind"][];

interface MetadataFieldsProps {
  rows: MetadataRow[];
  faultAt: FaultAt;
  onChange: (rows: MetadataRow[]) => void;
}

/** Metadata of a condition, key by key. */
export function MetadataFields({ rows, faultAt, onChange }: MetadataFieldsProps) {
  const { rules } = useAdminText();
  const set = (at: number, change: Partial<MetadataRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <div className="grid gap-2">
      <p className="text-sm leading-none font-medium">{rules.field.metadata}</p>
      {rows.map((row, at) => {
        const fault =
          faultAt(`/when/metadata/${at}`) ?? (row.key ? faultAt(`/when/metadata/${row.key}`) : null);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name while its key is typed
          <div key={at} className="grid gap-1">
            <div className="flex flex-wrap items-center gap-2">
              <Input
                className="min-w-32 flex-1"
                aria-label={rules.metadataKey(at + 1)}
                aria-invalid={fault !== null}
                autoComplete="off"
                value={row.key}
                onChange={(event) => set(at, { key: event.target.value })}
              />
              <Choice
                label={rules.metadataKind(at + 1)}
                value={row.kind}
                options={kinds.map((value) => ({ value, label: rules.metadataKinds[value] }))}
                onChange={(kind) =>
                  kind &&
                  set(at, { kind, ...(kind === "boolean" && { value: String(row.value === "true") }) })
                }
              />
              {row.kind === "boolean" ? (
                <Choice
                  label={rules.metadataValue(at + 1)}
                  value={row.value}
                  options={[
                    { value: "true", label: rules.yes },
                    { value: "false", label: rules.no },
                  ]}
                  onChange={(value) => set(at, { value: value ?? "false" })}
                />
              ) : (
                <Input
                  className="min-w-32 flex-1"
                  aria-label={rules.metadataValue(at + 1)}
                  aria-invalid={fault !== null}
                  autoComplete="off"
                  value={row.value}
                  onChange={(event) => set(at, { value: event.target.value })}
                />
              )}
              <Button
                type="button"
                variant="ghost"
                size="icon-sm"
                aria-label={rules.metadataRemove(at + 1)}
                onClick={() => onChange(rows.filter((_, index) => index !== at))}
              >
                <XIcon aria-hidden />
              </Button>
            </div>
            {fault && <p className="text-sm text-destructive">{fault}</p>}
          </div>
        );
      })}
      <Button
        type="button"
        variant="outline"
        size="sm"
        className="w-fit"
        onClick={() => onChange([...rows, { key: "", value: "", kind: "text" }])}
      >
        <PlusIcon aria-hidden />
        {rules.metadataAdd}
      </Button>
    </div>
  );
}
