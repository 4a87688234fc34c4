"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Draft } from "@/components/hooks/use-draft";
import { isObject } from "@/components/json/is-object";
import { JsonControl } from "@/components/schema-form/json-control";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { useText } from "@/components/text";
import { Segmented } from "@/components/ui/segmented";
import type { Run } from "@/lib/contracts/run";
import { FieldChange } from "../payload/field-change";
import { rowsOf } from "../payload/rows-of";
import { Section } from "../section";
import { RequestEditor } from "./request-editor";
import { whatToEdit } from "./what-to-edit";

const AnswerEditor = dynamic(() => import("./answer-editor"), { ssr: false });

interface EditCardProps {
  run: Run;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The one thing that can be changed at this step, as a form or as JSON, with what has changed so far. */
export default function EditCard({ run, draft, onChange }: EditCardProps) {
  const text = useText();
  const subject = whatToEdit(run);
  if (subject === "request") {
    return (
      <Section title={text.edit.titlePrompt}>
        <RequestEditor draft={draft} onChange={onChange} />
      </Section>
    );
  }
  if (subject === "answer") {
    return (
      <Section title={text.edit.titleAnswer}>
        <p className="-mt-1 mb-3 text-sm text-muted-foreground">{text.edit.answerHint}</p>
        <AnswerEditor run={run} draft={draft} onChange={onChange} />
      </Section>
    );
  }
  return <PayloadEditor run={run} draft={draft} onChange={onChange} />;
}

function PayloadEditor({ run, draft, onChange }: EditCardProps) {
  const text = useText();
  const [view, setView] = useState<"form" | "json">("form");
  const payload = useMemo(() => draft.payload ?? {}, [draft.payload]);
  const changed = useMemo(
    () => rowsOf(run.input_schema, run.suggested_payload, payload).filter((row) => row.state !== "same"),
    [run.input_schema, run.suggested_payload, payload],
  );
  return (
    <Section
      title={text.edit.title}
      aside={
        <Segmented
          label={text.edit.views}
          value={view}
          onChange={setView}
          options={[
            { value: "form", label: text.edit.form },
            { value: "json", label: text.edit.json },
          ]}
        />
      }
    >
      <div aria-live="polite" className="mb-4 rounded-lg bg-muted px-4 py-3">
        <p className="figures text-sm font-medium">{text.edit.changes(changed.length)}</p>
        {changed.length === 0 && <p className="text-sm text-muted-foreground">{text.edit.hint}</p>}
        {changed.map((row) => (
          <div key={row.spec.key} className="mt-2.5 text-sm">
            <p className="text-xs text-muted-foreground">{row.spec.title}</p>
            <FieldChange row={row} names={[text.payload.proposed, text.payload.edited]} />
          </div>
        ))}
      </div>
      {view === "form" ? (
        <SchemaForm
          schema={run.input_schema}
          base={run.suggested_payload}
          value={payload}
          issues={run.validation_issues}
          onChange={(next) => onChange({ ...draft, payload: next })}
        />
      ) : (
        <JsonControl
          id="payload-json"
          label={text.payload.title}
          value={payload}
          className="min-h-72"
          onChange={(next) => isObject(next) && onChange({ ...draft, payload: next })}
        />
      )}
    </Section>
  );
}
