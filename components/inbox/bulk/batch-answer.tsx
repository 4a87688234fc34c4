"use client";

import { answerOf, rawText, releasedOutputs } from "@/components/run/answer/answer-of";
import JsonAnswer from "@/components/run/answer/json-answer";
import { OutputList } from "@/components/run/answer/output-list";
import TextAnswer from "@/components/run/answer/text-answer";
import { useText } from "@/components/text";
import type { Run } from "@/lib/contracts/run";

/** What came back of one run, small enough for a sheet of many: pictures, players, short texts. */
export function BatchAnswer({ run }: { run: Run }) {
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
