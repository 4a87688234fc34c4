"use client";

import { useMemo } from "react";
import { useText } from "@/components/text";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { Section } from "../section";
import { ChangedField } from "./changed-field";
import { JsonText } from "./json-text";
import { type Row, rowsOf } from "./rows-of";
import { Signed } from "./signed";
import { UnchangedFields } from "./unchanged-fields";

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
  const rows = useMemo(() => rowsOf(schema, example, payload), [schema, example, payload]);
  const troubled = (row: Row) => issues.some((issue) => issue.field === row.spec.key);
  const first = rows.filter((row) => row.state !== "same" || troubled(row));
  const rest = rows.filter((row) => !first.includes(row));
  const changed = rows.filter((row) => row.state !== "same").length;
  if (payload === null) {
    return (
      <Section title={text.payload.title}>
        <p className="text-sm font-medium">{text.payload.none}</p>
        <p className="text-sm text-muted-foreground">{text.payload.noneHint}</p>
      </Section>
    );
  }
  return (
    <Tabs defaultValue="fields" asChild>
      <Section
        title={text.payload.title}
        aside={
          <TabsList>
            <TabsTrigger value="fields">{text.payload.fields}</TabsTrigger>
            <TabsTrigger value="json">{text.payload.json}</TabsTrigger>
          </TabsList>
        }
      >
        <p className="figures -mt-1.5 mb-3 text-sm text-muted-foreground">
          {changed === 0 ? text.payload.same : text.payload.changed(changed)}
        </p>
        <TabsContent value="fields">
          <div className="divide-y border-y">
            {first.map((row) => (
              <ChangedField
                key={row.spec.key}
                row={row}
                issues={issues.filter((issue) => issue.field === row.spec.key)}
              />
            ))}
          </div>
          {rest.length > 0 && <UnchangedFields rows={rest} />}
        </TabsContent>
        <TabsContent value="json">
          <JsonText value={payload} />
        </TabsContent>
        {digest && <Signed revision={revision} digest={digest} />}
      </Section>
    </Tabs>
  );
}
