"use client";

import { PencilIcon } from "lucide-react";
import { useId, useMemo } from "react";
import { useRevision } from "@/components/api/revisions";
import { asObject } from "@/components/json/as-object";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Revision } from "@/lib/contracts/evidence";
import type { JsonObject } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import { FieldChange } from "../payload/field-change";
import { FieldName } from "../payload/field-name";
import { mostFields, rowsOf } from "../payload/rows-of";

interface Pair {
  from: number;
  to: number;
}

interface ComparisonProps {
  run: Run;
  revisions: Revision[];
  pair: Pair;
  onPair: (pair: Pair) => void;
  onEdit: ((change: (payload: JsonObject) => JsonObject) => void) | null;
}

/** What two versions of the payload do not have in common, and an edit that begins with one of them. */
export default function Comparison({ run, revisions, pair, onPair, onEdit }: ComparisonProps) {
  const { revisions: text, payload } = useText();
  const from = useRevision(run.run_id, pair.from);
  const to = useRevision(run.run_id, pair.to);
  const rows = useMemo(
    () =>
      from.data && to.data
        ? rowsOf(run.input_schema, from.data.payload, to.data.payload).filter((row) => row.state !== "same")
        : null,
    [run.input_schema, from.data, to.data],
  );
  const old = pair.to === run.payload_revision ? from.data : to.data;
  return (
    <section aria-label={text.compare} className="mt-4 rounded-lg bg-muted px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Side
          label={text.from}
          revisions={revisions}
          value={pair.from}
          onChange={(next) => onPair({ ...pair, from: next })}
        />
        <Side
          label={text.to}
          revisions={revisions}
          value={pair.to}
          onChange={(next) => onPair({ ...pair, to: next })}
        />
        {onEdit && old && (
          <Button
            variant="outline"
            size="sm"
            className="ml-auto"
            onClick={() => onEdit(() => asObject(old.payload))}
          >
            <PencilIcon aria-hidden />
            {text.editFrom(old.number)}
          </Button>
        )}
      </div>
      <div aria-live="polite" className="mt-3 text-sm">
        {rows === null ? (
          <Skeleton className="h-16 w-full" />
        ) : (
          <>
            <p className="figures text-muted-foreground">
              {rows.length === 0 ? text.equal : text.differ(rows.length)}
            </p>
            {rows.slice(0, mostFields).map((row) => (
              <div key={row.spec.key} className="mt-3">
                <p className="mb-0.5 font-medium">
                  <FieldName spec={row.spec} />
                </p>
                <FieldChange
                  row={row}
                  stages={[
                    { name: text.side(pair.from), value: row.before },
                    { name: text.side(pair.to), value: row.after },
                  ]}
                />
              </div>
            ))}
            {rows.length > mostFields && (
              <p className="figures mt-3 text-muted-foreground">
                {payload.andMore(rows.length - mostFields)}
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}

interface SideProps {
  label: string;
  revisions: Revision[];
  value: number;
  onChange: (number: number) => void;
}

function Side({ label, revisions, value, onChange }: SideProps) {
  const text = useText().revisions;
  const id = useId();
  return (
    <div className="flex items-center gap-2 text-sm">
      <label htmlFor={id} className="text-muted-foreground">
        {label}
      </label>
      <select
        id={id}
        value={value}
        className="figures h-8 rounded-md border border-input bg-card px-2 text-sm"
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {revisions.map((revision) => (
          <option key={revision.number} value={revision.number}>
            {text.option(revision.number, text.kind[revision.kind])}
          </option>
        ))}
      </select>
    </div>
  );
}
