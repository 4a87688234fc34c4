"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { useRevision, useRevisions } from "@/components/api/revisions";
import { addressesIn } from "@/components/json/addresses-in";
import { whenConnected } from "@/components/live/when-connected";
import { isFile } from "@/components/schema-form/field-spec";
import { useText } from "@/components/text";
import { Segmented } from "@/components/ui/segmented";
import type { Revision } from "@/lib/contracts/evidence";
import { shownAddress } from "@/lib/contracts/is-file-ref";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { AddressChip } from "../material/address-chip";
import { Inputs } from "../material/inputs";
import { ReadToEnd } from "../read-to-end";
import { Section } from "../section";
import { StillLoading } from "../still-loading";
import { ChangedField } from "./changed-field";
import { FieldLabel } from "./field-label";
import { FieldValue } from "./field-value";
import { FixesNote } from "./fixes-note";
import { mostFields, namesFiles, type Row, rowsOf } from "./rows-of";
import { Signed } from "./signed";
import { UnchangedFields } from "./unchanged-fields";
import { unusedAttachments } from "./unused-attachments";

const JsonView = dynamic(() => whenConnected(() => import("../json-view")), {
  ssr: false,
  loading: StillLoading,
});

/** The payload as JSON, and what its files look like, which no JSON shows. */
function PayloadJson({ payload, rows }: { payload: Json; rows: readonly Row[] }) {
  const files = rows
    .filter((row) => namesFiles(row) && row.after !== undefined && row.after !== null)
    .slice(0, mostFields);
  return (
    <div className="grid gap-4">
      <JsonView value={payload} counts />
      {files.map(({ spec, after }) => (
        <div key={spec.key}>
          <FieldLabel spec={spec} described={false} />
          {isFile(spec) ? (
            <FieldValue spec={spec} value={after} />
          ) : (
            <Inputs addresses={addressesIn(after)} label={spec.title} />
          )}
        </div>
      ))}
    </div>
  );
}

/** Where a payload comes from. */
interface Lineage {
  /** The revision that would run. */
  current: Revision | null;
  /** What stood before people edited it; null where nobody did. */
  base: Revision | null;
  /** The proposal and its automatic fix; null where nothing was fixed. */
  proposed: Revision | null;
  fixed: Revision | null;
}

/** Picks out of a run's revisions, oldest first, those its payload descends from. */
function lineageOf(revisions: readonly Revision[], number: number | null): Lineage {
  const past = revisions.filter((revision) => number !== null && revision.number <= number);
  const current = past.at(-1) ?? null;
  const fixed = past.findLast(({ kind }) => kind === "autofix") ?? null;
  const machine = past.findLast(({ kind }) => kind !== "edit" && kind !== "example") ?? null;
  return {
    current,
    base: current?.kind === "edit" ? machine : null,
    proposed: fixed && (past.findLast((one) => one.kind === "proposed" && one.number < fixed.number) ?? null),
    fixed,
  };
}

/** The name under which it is known that the fields of the payload were in view to their end. */
export const wholePayload = "whole payload";

interface PayloadCardProps {
  run: Run;
  issues: Issue[];
  /** Opens an edit that begins with a change; null where nothing can be edited. */
  onChange: ((change: (payload: JsonObject) => JsonObject) => void) | null;
}

/** What would run, field by field in the model's own order: what differs from its example first. */
export function PayloadCard({ run, issues, onChange }: PayloadCardProps) {
  const text = useText();
  const [view, setView] = useState<"fields" | "json">("fields");
  const { data: revisions = [] } = useRevisions(run.run_id);
  const { current, base, proposed, fixed } = lineageOf(revisions, run.payload_revision);
  const { data: before } = useRevision(run.run_id, base?.number ?? null);
  const { input_schema: schema, example_payload: example, suggested_payload: payload } = run;
  // Of a question the example is what was asked: nothing stands in between, and all of it is what one decides about.
  const asked = run.question !== null;
  const words = asked ? { ...text.payload, ...text.question.arguments } : text.payload;
  const between = base && before && !asked ? before.payload : payload;
  const rows = useMemo(() => rowsOf(schema, example, payload, between), [schema, example, payload, between]);
  const many = rows.length > mostFields;
  const notable = (row: Row) =>
    asked ||
    row.state !== "same" ||
    row.edited ||
    namesFiles(row) ||
    issues.some((issue) => issue.field === row.spec.key);
  const first = many ? [] : rows.filter(notable);
  const rest = many ? [] : rows.filter((row) => !notable(row));
  const changed = rows.filter((row) => row.state !== "same").length;
  // Once there is an answer, that is what is looked at; the payload was signed before.
  const answered = run.current_step === "response_review";
  const unused = useMemo(() => unusedAttachments(run), [run]);
  const impactOf = (key: string) => run.cost_impact.find((one) => one.pointer === `/${key}`)?.amount ?? 0;
  return (
    <Section
      title={words.title}
      aside={
        many ? null : (
          <Segmented
            label={text.payload.views}
            value={view}
            onChange={setView}
            options={[
              { value: "fields", label: text.payload.fields },
              { value: "json", label: text.payload.json },
            ]}
          />
        )
      }
    >
      {many || view === "json" ? (
        <ReadToEnd key="json" counts={!answered}>
          {many && (
            <p className="figures mb-3 text-sm text-muted-foreground">{text.payload.many(rows.length)}</p>
          )}
          <PayloadJson payload={payload} rows={rows} />
        </ReadToEnd>
      ) : (
        <ReadToEnd key="fields" counts={!answered} settles={wholePayload}>
          {proposed && fixed && <FixesNote run={run} proposed={proposed} fixed={fixed} onChange={onChange} />}
          <p className="figures -mt-1.5 mb-3 text-sm text-muted-foreground">
            {changed === 0 ? words.same : words.changed(changed)}
          </p>
          <div className="divide-y border-y empty:hidden">
            {first.map((row) => (
              <ChangedField
                key={row.spec.key}
                row={row}
                words={words}
                impact={impactOf(row.spec.key)}
                issues={issues.filter((issue) => issue.field === row.spec.key)}
              />
            ))}
          </div>
          {rest.length > 0 && <UnchangedFields rows={rest} />}
        </ReadToEnd>
      )}
      {unused.length > 0 && (
        <div className="mt-3.5 grid justify-items-start gap-1.5">
          <p className="text-sm text-muted-foreground">{text.material.unused}</p>
          {unused.map((address) => (
            <AddressChip key={shownAddress(address)} address={address} />
          ))}
        </div>
      )}
      {run.payload_digest && (
        <Signed revision={run.payload_revision} digest={run.payload_digest} made={current} />
      )}
    </Section>
  );
}
