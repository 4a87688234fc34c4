"use client";

import dynamic from "next/dynamic";
import { inputFile } from "@/components/api/inputs";
import { whenConnected } from "@/components/live/when-connected";
import { mayDecide, useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Run } from "@/lib/contracts/run";
import { MaterialPlace } from "../material/place";
import { Section } from "../section";
import { StillLoading } from "../still-loading";
import { UnseenScope } from "../unseen";
import { Words } from "../words";
import { answerOf, rawText, releasedOutputs } from "./answer-of";
import { AttemptList } from "./attempt-list";
import { Calling } from "./calling";
import { inputImage } from "./input-image";
import { OutputList } from "./output-list";

const JsonAnswer = dynamic(() => whenConnected(() => import("./json-answer")), {
  ssr: false,
  loading: StillLoading,
});
const TextAnswer = dynamic(() => whenConnected(() => import("./text-answer")), {
  ssr: false,
  loading: StillLoading,
});

interface AnswerCardProps {
  run: Run;
  /** Whether its words are being edited, so that here they stand only to compare. */
  edited: boolean;
}

/** What came back: shown as what it is, beside what it was before the audit. */
export default function AnswerCard({ run, edited }: AnswerCardProps) {
  const text = useText();
  const answer = answerOf(run);
  const raw = rawText(run.attempts.at(-1)?.output ?? null);
  const me = useMe();
  const deciding = run.current_step === "response_review" && run.status === "awaiting_human" && mayDecide(me);
  const outputs = releasedOutputs(run);
  const given = inputImage(run);
  const calling = run.current_step === "api_call" && run.status === "running";
  return (
    <Section title={run.status === "completed" ? text.answer.released : text.answer.title}>
      <div className="grid gap-4">
        {run.error && (
          <Alert variant="destructive">
            <AlertTitle>{text.answer.failure}</AlertTitle>
            <AlertDescription>
              <p className="wrap-anywhere">
                <Words text={text.said(run.error.message, run.error.said)} />
              </p>
              {run.error.temporary && <p>{text.answer.failureTemporary}</p>}
            </AlertDescription>
          </Alert>
        )}
        {calling && <Calling attempt={run.attempts.at(-1)} />}
        <UnseenScope counts={deciding && !edited}>
          {answer.kind === "text" && <TextAnswer audited={answer.text} raw={raw} />}
          {answer.kind === "json" && <JsonAnswer value={answer.value} />}
        </UnseenScope>
        {outputs.length > 0 && (
          <MaterialPlace runId={run.run_id} signed={deciding}>
            <OutputList outputs={outputs} given={given === null ? null : inputFile(run.run_id, given)} />
          </MaterialPlace>
        )}
        {outputs.length < run.outputs.length && (
          <p className="figures text-sm text-muted-foreground">
            {text.edit.pick.kept(outputs.length, run.outputs.length)}
          </p>
        )}
        {answer.kind === "none" && !calling && !run.error && (
          <p className="text-sm text-muted-foreground">{text.answer.empty}</p>
        )}
        {(run.attempts.length > 1 || run.error) && <AttemptList attempts={run.attempts} />}
      </div>
    </Section>
  );
}
