"use client";

import { ProviderMark } from "@/components/brand/provider-mark";
import { MaterialPlace } from "@/components/run/material/place";
import { Fields } from "@/components/run/payload/fields";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { MarkedWords } from "../alike/marked-words";
import { BatchAnswer } from "./batch-answer";
import { BatchRow } from "./batch-row";
import type { Section } from "./parts";
import { Proposal } from "./proposal";
import type { Batch } from "./use-batch";
import { Watched } from "./watched";

interface BatchSectionProps {
  section: Section;
  batch: Batch;
}

/** Runs of one model at one step: what they have in common once, then each with what it has otherwise. */
export function BatchSection({ section, batch }: BatchSectionProps) {
  const text = useText();
  const { runs, common, question, sameReason } = section;
  const [first] = runs;
  if (!first) return null;
  const answers = first.current_step === "response_review";
  return (
    <section className="border-b last:border-b-0">
      <div className="bg-secondary/50 px-6 py-3">
        <Watched question={question} onSeen={batch.see}>
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
            <ProviderMark provider={first.provider} />
            <Words text={first.model} />
            <span className="font-normal text-muted-foreground">
              {text.words.step[first.current_step]} · {text.bulk.runs(runs.length)}
            </span>
          </h3>
          {sameReason && (
            <p className="mt-1 text-xs text-pretty wrap-anywhere text-muted-foreground">
              <Words text={text.said(first.message, first.said)} />
            </p>
          )}
          {common.length > 0 && (
            <div className="mt-2 grid gap-1.5">
              <h4 className="text-xs font-medium">{text.bulk.inAll(runs.length)}</h4>
              <MaterialPlace runId={first.run_id} signed>
                <Fields fields={common} />
              </MaterialPlace>
            </div>
          )}
        </Watched>
      </div>
      <ul className={answers ? "grid sm:grid-cols-2 lg:grid-cols-3" : "divide-y"}>
        {runs.map((run) => (
          <BatchRow
            key={run.run_id}
            run={run}
            batch={batch}
            className={cn("px-6 py-3", answers && "border-t sm:px-4 sm:not-first:border-l")}
            title={
              <span className="wrap-anywhere whitespace-pre-wrap">
                <MarkedWords text={run.prompt} template={section.templates.get(run.run_id) ?? []} />
              </span>
            }
          >
            {!sameReason && (
              <p className="text-xs text-pretty wrap-anywhere text-muted-foreground">
                <Words text={text.said(run.message, run.said)} />
              </p>
            )}
            <MaterialPlace runId={run.run_id} signed>
              {answers ? (
                <BatchAnswer run={run} />
              ) : (
                <Proposal run={run} fields={section.own.get(run.run_id) ?? []} />
              )}
            </MaterialPlace>
          </BatchRow>
        ))}
      </ul>
    </section>
  );
}
