"use client";

import { useIsMutating } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useMemo, useRef, useState } from "react";
import { money } from "@/components/format/money";
import type { Draft } from "@/components/hooks/use-draft";
import { asObject } from "@/components/json/as-object";
import { whenConnected } from "@/components/live/when-connected";
import { checkPayload } from "@/components/schema-form/check-payload";
import { JsonControl } from "@/components/schema-form/json-control";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { useText } from "@/components/text";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import { costFactor } from "@/lib/core/cost-factor";
import { answerOf } from "../answer/answer-of";
import { MaterialPlace } from "../material/place";
import { FieldChange } from "../payload/field-change";
import { FieldName } from "../payload/field-name";
import { Fields } from "../payload/fields";
import { mostFields, rowsOf } from "../payload/rows-of";
import { ReadToEnd } from "../read-to-end";
import { Section } from "../section";
import { StillLoading } from "../still-loading";
import { InFull } from "../unseen";
import { Words } from "../words";
import { namedBy } from "./named-by";
import { ProblemList } from "./problem-list";
import { RequestEditor } from "./request-editor";
import { SeenFields, SeenMark } from "./seen-fields";
import { openIssues, standingOf, subjectOf } from "./what-to-edit";
import { WideEditor } from "./wide-editor";

/** What the edit so far does to the estimated cost; nothing where it does nothing. */
function CostEffect({ run, payload }: { run: Run; payload: JsonObject }) {
  const { edit: text, time } = useText();
  const cost = run.estimated_cost;
  if (!cost) return null;
  const { factor } = costFactor(asObject(run.suggested_payload), payload, cost.per);
  const more = cost.amount * (factor - 1);
  if (Math.abs(more) < 1e-6) return null;
  return (
    <Badge
      variant={more > 0 ? "warning" : "success"}
      title={text.costHint(money(cost.amount, time), money(cost.amount + more, time))}
    >
      {more > 0 ? text.costs(money(more, time)) : text.saves(money(-more, time))}
    </Badge>
  );
}

const AnswerEditor = dynamic(() => whenConnected(() => import("./answer-editor")), {
  ssr: false,
  loading: StillLoading,
});

interface EditCardProps {
  run: Run;
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** Told what is typed and is no JSON yet; null once all of it is. */
  onBroken: (problem: string | null) => void;
}

/**
 * The one thing the draft changes, as a form or as JSON. What the run has moved past can only be read, and so can what is
 * on its way: the focus stays where it is, for when it is refused.
 */
export default function EditCard(props: EditCardProps) {
  const past = standingOf(props.run, props.draft) === "past";
  const sent = useIsMutating({ mutationKey: ["decide", props.run.run_id, "edit"] }) > 0;
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!sent || !element) return;
    const refuse = (event: Event) => event.preventDefault();
    element.addEventListener("beforeinput", refuse);
    return () => element.removeEventListener("beforeinput", refuse);
  }, [sent]);
  const still = past || sent;
  return (
    <fieldset
      ref={box}
      disabled={past}
      aria-busy={sent}
      className={cn("min-w-0", still && "pointer-events-none")}
    >
      <Editor {...props} onChange={still ? () => {} : props.onChange} />
    </fieldset>
  );
}

function Editor(props: EditCardProps) {
  const text = useText();
  switch (subjectOf(props.draft)) {
    case "request":
      return (
        <Section title={text.edit.titlePrompt}>
          <ReadToEnd>
            <RequestEditor run={props.run} draft={props.draft} onChange={props.onChange} />
          </ReadToEnd>
        </Section>
      );
    case "answer":
      return (
        <Section title={text.edit.titleAnswer}>
          <p className="-mt-1 mb-3 text-sm text-muted-foreground">
            {answerOf(props.run).kind === "files" ? text.edit.pick.hint : text.edit.answerHint}
          </p>
          <AnswerEditor {...props} />
        </Section>
      );
    case "payload":
      return <PayloadEditor {...props} />;
  }
}

function PayloadEditor({ run, draft, onChange, onBroken }: EditCardProps) {
  const text = useText();
  const [view, setView] = useState<"form" | "json">("form");
  const [broken, setBroken] = useState<string | null>(null);
  const breaks = (problem: string | null) => {
    setBroken(problem);
    onBroken(problem);
  };
  const payload = useMemo(() => draft.payload ?? {}, [draft.payload]);
  const rows = useMemo(
    () => rowsOf(run.input_schema, run.suggested_payload, payload),
    [run.input_schema, run.suggested_payload, payload],
  );
  const changed = rows.filter(({ state }) => state !== "same");
  const untouched = rows.filter(({ state }) => state === "same");
  const named = useMemo(() => namedBy(run), [run]);
  const issues = openIssues(run, draft);
  const told = new Set(issues.map(({ field }) => field));
  const problems = useMemo(
    () => checkPayload(run.input_schema, payload, text.edit.problem),
    [run.input_schema, payload, text],
  ).filter(({ key }) => !told.has(key));
  if (rows.length > mostFields)
    return (
      <Section title={text.edit.title}>
        <ProblemList problems={problems} said="here" />
        <WideEditor
          fields={rows.length}
          payload={payload}
          broken={broken}
          onBroken={breaks}
          onChange={(next) => onChange({ ...draft, payload: next })}
        />
      </Section>
    );
  return (
    <Section
      title={text.edit.title}
      aside={
        <Segmented
          label={text.edit.views}
          value={view}
          onChange={(next) => {
            // What was no JSON yet is not kept in the form.
            breaks(null);
            setView(next);
          }}
          options={[
            { value: "form", label: text.edit.form },
            { value: "json", label: text.edit.json },
          ]}
        />
      }
    >
      <SeenFields rows={rows}>
        <div aria-live="polite" className="mb-4 grid gap-2.5 rounded-lg bg-muted px-4 py-3">
          <p className="figures flex flex-wrap items-center gap-2 text-sm font-medium">
            {broken === null ? text.edit.changes(changed.length) : <Words text={broken} />}
            <CostEffect run={run} payload={payload} />
          </p>
          {changed.length === 0 && broken === null && (
            <p className="-mt-2 text-sm text-muted-foreground">{text.edit.hint}</p>
          )}
          <MaterialPlace runId={run.run_id} signed named={named}>
            {changed.map((row) => (
              <div key={row.spec.key} className="text-sm">
                <p className="mb-0.5 font-medium wrap-anywhere">
                  <FieldName spec={row.spec} />
                </p>
                <InFull end={(ready) => <SeenMark field={row.spec.key} value={row.after} ready={ready} />}>
                  <FieldChange
                    row={row}
                    stages={[
                      { name: text.payload.proposed, value: row.before },
                      { name: text.payload.edited, value: row.after },
                    ]}
                  />
                </InFull>
              </div>
            ))}
          </MaterialPlace>
          <ProblemList problems={problems} said={view === "form" ? "at the field" : "here"} />
        </div>
        {view === "form" ? (
          <SchemaForm
            schema={run.input_schema}
            base={run.suggested_payload}
            value={payload}
            issues={issues}
            onChange={(next) => onChange({ ...draft, payload: next })}
            markOf={(key, shown) => <SeenMark field={key} value={shown} />}
          />
        ) : (
          <JsonControl
            id="payload-json"
            label={text.payload.title}
            value={payload}
            className="min-h-72"
            onProblem={breaks}
            onChange={(next) => isJsonObject(next) && onChange({ ...draft, payload: next })}
          />
        )}
        {untouched.length > 0 && (
          <section aria-label={text.edit.untouched(untouched.length)} className="mt-6 border-t pt-4">
            <h3 className="eyebrow mb-2">{text.edit.untouched(untouched.length)}</h3>
            <MaterialPlace runId={run.run_id} signed named={named}>
              <Fields
                fields={untouched}
                markOf={({ spec, after }, ready) => <SeenMark field={spec.key} value={after} ready={ready} />}
              />
            </MaterialPlace>
          </section>
        )}
      </SeenFields>
    </Section>
  );
}
