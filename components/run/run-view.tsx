"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useDraft } from "@/components/hooks/use-draft";
import { mayDecide, useMe } from "@/components/shell/me";
import type { Run } from "@/lib/contracts/run";
import { DecisionBar } from "./decision/decision-bar";
import { StandingLine } from "./decision/standing-line";
import { beginDraft } from "./edit/begin-draft";
import { IssuesCard } from "./issues-card";
import { PayloadCard } from "./payload/payload-card";
import { RequestCard } from "./request-card";
import { RunHeader } from "./run-header";
import { StillLoading } from "./still-loading";
import { TimelineCard } from "./timeline/timeline-card";
import { UnseenProvider } from "./unseen";
import { WhyWaits } from "./why-waits";

const AnswerCard = dynamic(() => import("./answer/answer-card"), { ssr: false, loading: StillLoading });
const RefusedAlert = dynamic(() => import("./decision/refused-alert"), { ssr: false });
const EditCard = dynamic(() => import("./edit/edit-card"), { ssr: false });
const EditBar = dynamic(() => import("./edit/edit-bar"), { ssr: false });

interface RunViewProps {
  run: Run;
  /** Whether the run has the page for itself. */
  paged: boolean;
  onDecided: () => void;
}

/** One run, whole: what is asked, what would run, what came back, and where to sign. */
export function RunView({ run, paged, onDecided }: RunViewProps) {
  const me = useMe();
  const { draft, save } = useDraft(run.run_id);
  const [editing, setEditing] = useState(draft !== null);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const deciding = run.status === "awaiting_human" && mayDecide(me);
  const shownDraft = editing ? draft : null;
  const answered =
    run.attempts.length > 0 || run.current_step === "response_review" || run.status === "completed";
  const answering = run.current_step === "response_review" || run.current_step === "completed";

  // Notes do not push aside what is to be decided.
  const pressing = run.validation_issues.some((issue) => issue.severity !== "info");

  const beginEdit = () => {
    if (!draft) save(beginDraft(run, new Date()));
    setEditing(true);
  };

  const payload =
    run.suggested_payload === null ? (
      <RequestCard run={run} />
    ) : (
      <PayloadCard
        schema={run.input_schema}
        example={run.example_payload}
        payload={run.suggested_payload}
        issues={answering ? [] : run.validation_issues}
        revision={run.payload_revision}
        digest={run.payload_digest}
      />
    );
  const answer = answered && <AnswerCard run={run} />;
  return (
    <UnseenProvider>
      <article className="@container flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
          <div className="mx-auto grid max-w-[78rem] gap-6 px-4 pt-5 pb-10 @2xl:px-7 @2xl:pt-6">
            <RunHeader run={run} paged={paged} />
            <div className="grid items-start gap-5 @4xl:grid-cols-[minmax(0,1fr)_20rem]">
              <div className="grid min-w-0 gap-5">
                {pressing && <IssuesCard issues={run.validation_issues} />}
                {shownDraft && <EditCard run={run} draft={shownDraft} onChange={save} />}
                {answering ? answer : shownDraft ? null : payload}
                {answering ? payload : answer}
              </div>
              <div className="grid min-w-0 gap-5">
                <WhyWaits run={run} />
                {!pressing && <IssuesCard issues={run.validation_issues} />}
                <TimelineCard run={run} />
              </div>
            </div>
          </div>
        </div>
        <footer className="border-t bg-card px-4 py-3 shadow-[0_-12px_28px_-24px_rgb(15_20_40/0.45)] @2xl:px-7">
          <div className="mx-auto max-h-[60dvh] max-w-[74.5rem] overflow-y-auto p-0.5">
            {refusal && (
              <div className="mb-3">
                <RefusedAlert error={refusal} onDismiss={() => setRefusal(null)} />
              </div>
            )}
            {shownDraft ? (
              <EditBar
                run={run}
                draft={shownDraft}
                onDraft={save}
                onClose={() => setEditing(false)}
                onDecided={onDecided}
                onRefused={setRefusal}
              />
            ) : deciding ? (
              <DecisionBar run={run} onEdit={beginEdit} onDecided={onDecided} onRefused={setRefusal} />
            ) : (
              <StandingLine run={run} />
            )}
          </div>
        </footer>
      </article>
    </UnseenProvider>
  );
}
