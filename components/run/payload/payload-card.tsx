"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { useText } from "@/components/text";
import { Segmented } from "@/components/ui/segmented";
import type { Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { Section } from "../section";
import { ChangedField } from "./changed-field";
import { type Row, rowsOf } from "./rows-of";
import { Signed } from "./signed";
import { UnchangedFields } from "./unchanged-fields";

const JsonText = dynamic(() => import("./json-text"), { ssr: false });

interface PayloadCardProps {
  schema: Json;
  example: Json;
  payload: Json;
  issues: Issue[];
  revision: number | null;
  digest: string | null;
}

/** What would run, field by field in the model's own order: what differs from its example first. */
export function PayloadCard({ schema, example, payload, issues, revision, digest }: PayloadCardProps) {
  const text = useText();
  const [view, setView] = useState<"fields" | "json">("fields");
  const rows = useMemo(() => rowsOf(schema, example, payload), [schema, example, payload]);
  const troubled = (row: Row) => issues.some((issue) => issue.field === row.spec.key);
  const first = rows.filter((row) => row.state !== "same" || troubled(row));
  const rest = rows.filter((row) => !first.includes(row));
  const changed = rows.filter((row) => row.state !== "same").length;
  return (
    <Section
      title={text.payload.title}
      aside={
        <Segmented
          label={text.payload.views}
          value={view}
          onChange={setView}
          options={[
            { value: "fields", label: text.payload.fields },
            { value: "json", label: text.payload.json },
          ]}
        />
      }
    >
      {view === "json" ? (
        <JsonText value={payload} />
      ) : (
        <>
          <p className="figures -mt-1.5 mb-3 text-sm text-muted-foreground">
            {changed === 0 ? text.payload.same : text.payload.changed(changed)}
          </p>
          <div className="divide-y border-y empty:hidden">
            {first.map((row) => (
              <ChangedField
                key={row.spec.key}
                row={row}
                issues={issues.filter((issue) => issue.field === row.spec.key)}
              />
            ))}
          </div>
          {rest.length > 0 && <UnchangedFields rows={rest} />}
        </>
      )}
      {digest && <Signed revision={revision} digest={digest} />}
    </Section>
  );
}
