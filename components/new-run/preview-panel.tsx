"use client";

import { CircleHelpIcon, FastForwardIcon, HandIcon } from "lucide-react";
import { usePreview } from "@/components/api/preview-run";
import { money } from "@/components/format/money";
import { keyOf, latestRules, tightenedBy } from "@/components/run/latest-rules";
import { FieldName } from "@/components/run/payload/field-name";
import { FieldValue } from "@/components/run/payload/field-value";
import { mostFields, rowsOf } from "@/components/run/payload/rows-of";
import { bySeverity, SeverityIcon } from "@/components/run/severity";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { Preview } from "@/lib/contracts/run";

/** What would happen to the run of this form, before anything is sent. */
export function PreviewPanel({ body }: { body: CreateRun | null }) {
  const text = useText();
  const { data, error, isFetching, isPlaceholderData } = usePreview(body);
  return (
    <section
      aria-labelledby="preview"
      aria-live="polite"
      className="rounded-xl border bg-card p-5 shadow-xs lg:sticky lg:top-7"
    >
      <h2 id="preview" className="text-[0.9375rem] font-semibold">
        {text.newRun.preview}
      </h2>
      <div className={cn("mt-3 transition-opacity", isPlaceholderData && "opacity-60")}>
        {body === null && !data ? (
          <p className="text-sm text-muted-foreground">{text.newRun.previewIdle}</p>
        ) : error ? (
          <p role="alert" className="text-sm">
            <span className="block font-medium">{text.newRun.previewFailed}</span>
            <span className="text-muted-foreground">{text.problem(error)}</span>
          </p>
        ) : data ? (
          <Outcome preview={data} />
        ) : isFetching ? (
          <div className="grid gap-2.5">
            <Skeleton className="h-5 w-4/5" />
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-24 w-full" />
          </div>
        ) : null}
      </div>
    </section>
  );
}

function Outcome({ preview }: { preview: Preview }) {
  const text = useText();
  const stop = preview.would_pause_at;
  const trace = latestRules(preview.policy_trace);
  const asking = trace.filter((entry) => entry.asks && entry.step === stop);
  const tightened = tightenedBy(trace, text.reason);
  const fixes = preview.automatic_fixes;
  const payload = fixes?.payload ?? preview.suggested_payload;
  const rows = rowsOf(preview.input_schema, preview.example_payload, payload).filter(
    (row) => row.after !== undefined,
  );
  return (
    <div className="grid gap-4">
      <div className="flex gap-3">
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-accent text-accent-foreground">
          {stop ? (
            <HandIcon className="size-4" aria-hidden />
          ) : (
            <FastForwardIcon className="size-4" aria-hidden />
          )}
        </span>
        <div className="min-w-0 pt-1">
          <p className="text-sm font-semibold">
            {stop ? text.newRun.stops(text.words.step[stop]) : text.newRun.through}
          </p>
          {stop ? (
            <ul className="mt-1.5 grid gap-1.5">
              {asking.map((entry) => (
                <li key={keyOf(entry)} className="flex gap-2 text-sm leading-snug text-muted-foreground">
                  <CircleHelpIcon className="mt-0.5 size-4 shrink-0 text-primary" aria-hidden />
                  <Words text={text.reason(entry)} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="mt-0.5 text-sm text-muted-foreground">{text.newRun.throughHint}</p>
          )}
        </div>
      </div>
      {tightened.length > 0 && (
        <div className="text-sm">
          <p className="font-medium">{text.newRun.tightened}</p>
          <ul className="mt-1 grid list-disc gap-1 pl-4 text-muted-foreground">
            {tightened.map((reason) => (
              <li key={reason}>
                <Words text={reason} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {fixes && (
        <div className="text-sm">
          <p className="font-medium">{text.newRun.mended}</p>
          <ul className="mt-1 grid list-disc gap-1 pl-4 text-muted-foreground">
            {fixes.changes.map((change, index) => (
              <li key={change}>
                <Words text={text.said(change, fixes.changes_said?.[index])} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {bySeverity(fixes?.validation_issues ?? preview.validation_issues).map((issue) => (
        <p key={`${issue.pointer} ${issue.issue}`} className="flex gap-2 text-sm leading-snug">
          <SeverityIcon severity={issue.severity} label={text.words.severity[issue.severity]} />
          <span>
            <Words text={text.said(issue.issue, issue.said)} />{" "}
            <span className="text-muted-foreground">
              <Words text={issue.field} />
            </span>
          </span>
        </p>
      ))}
      <p className="figures flex items-baseline justify-between gap-3 border-t pt-3 text-sm">
        <span className="text-muted-foreground">{text.newRun.wouldCost}</span>
        <span className="text-right font-medium">
          {preview.estimated_cost ? money(preview.estimated_cost.amount, text.time) : text.run.costUnknown}
          {preview.estimated_cost && (
            <span className="block text-xs font-normal text-muted-foreground">
              {text.said(preview.estimated_cost.basis, preview.estimated_cost.basis_said)}
            </span>
          )}
        </span>
      </p>
      <div className="border-t pt-3">
        <h3 className="eyebrow">{text.newRun.wouldSend}</h3>
        {stop === "payload_review" && (
          <p className="text-xs text-muted-foreground">{text.newRun.wouldSendHint}</p>
        )}
        <dl className="mt-2 grid gap-2 text-sm">
          {rows.slice(0, mostFields).map((row) => (
            <div key={row.spec.key} className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3">
              <dt className="text-xs leading-5 wrap-anywhere text-muted-foreground">
                <FieldName spec={row.spec} />
              </dt>
              <dd className="min-w-0">
                <FieldValue spec={row.spec} value={row.after} />
              </dd>
            </div>
          ))}
        </dl>
        {rows.length > mostFields && (
          <p className="figures mt-2 text-xs text-muted-foreground">
            {text.payload.andMore(rows.length - mostFields)}
          </p>
        )}
      </div>
    </div>
  );
}
