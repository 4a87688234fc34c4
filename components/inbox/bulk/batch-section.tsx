"use client";

import { ProviderMark } from "@/components/brand/provider-mark";
import { answerOf, rawText, releasedOutputs } from "@/components/run/answer/answer-of";
import JsonAnswer from "@/components/run/answer/json-answer";
import { OutputList } from "@/components/run/answer/output-list";
import TextAnswer from "@/components/run/answer/text-answer";
import { MaterialPlace } from "@/components/run/material/place";
import { Fields } from "@/components/run/payload/fields";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { Run } from "@/lib/contracts/run";
import { MarkedWords } from "../alike/template-words";
import { BatchRow } from "./batch-row";
import type { Section } from "./parts";
import { Proposal } from "./proposal";
import type { Batch } from "./use-batch";
import { Watched } from "./watched";

/** What came back of one run, small enough for a sheet of many: pictures, players, short texts. */
function BatchAnswer({ run }: { run: Run }) {
  const text = useText();
  const answer = answerOf(run);
  const raw = rawText(run.attempts.at(-1)?.output ?? null);
  const outputs = releasedOutputs(run);
  return (
    <>
      {answer.kind === "text" && <TextAnswer audited={answer.text} raw={raw} />}
      {answer.kind === "json" && <JsonAnswer value={answer.value} />}
      {outputs.length > 0 && <OutputList outputs={outputs} />}
      {outputs.length < run.outputs.length && (
        <p className="figures text-sm text-muted-foreground">
          {text.edit.pick.kept(outputs.length, run.outputs.length)}
        </p>
      )}
      {answer.kind === "none" && <p className="text-sm text-muted-foreground">{text.answer.empty}</p>}
    </>
  );
}

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
