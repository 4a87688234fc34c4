"use client";

import dynamic from "next/dynamic";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Run } from "@/lib/contracts/run";
import { Section } from "../section";
import { StillLoading } from "../still-loading";
import { Words } from "../words";
import { answerOf, rawText } from "./answer-of";
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

/** What came back: shown as what it is, beside what it was before the audit. */
export default function AnswerCard({ run }: { run: Run }) {
  const text = useText();
  const answer = answerOf(run);
  const raw = rawText(run.attempts.at(-1)?.output ?? null);
  const calling = run.current_step === "api_call" && run.status === "running";
  return (
    <Section title={run.status === "completed" ? text.answer.released : text.answer.title}>
      <div className="grid gap-4">
        {run.error && (
          <Alert variant="destructive">
            <AlertTitle>{text.answer.failure}</AlertTitle>
            <AlertDescription>
              <p className="wrap-anywhere">
                <Words text={run.error.message} />
              </p>
              {run.error.temporary && <p>{text.answer.failureTemporary}</p>}
            </AlertDescription>
          </Alert>
        )}
        {calling && <Calling attempt={run.attempts.at(-1)} />}
        {answer.kind === "text" && <TextAnswer audited={answer.text} raw={raw} />}
        {answer.kind === "json" && <JsonAnswer value={answer.value} />}
        {run.outputs.length > 0 && <OutputList outputs={run.outputs} given={inputImage(run)} />}
        {answer.kind === "none" && !calling && !run.error && (
          <p className="text-sm text-muted-foreground">{text.answer.empty}</p>
        )}
        {(run.attempts.length > 1 || run.error) && <AttemptList attempts={run.attempts} />}
      </div>
    </Section>
  );
}
