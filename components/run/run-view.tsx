"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useDraft } from "@/components/hooks/use-draft";
import { asObject } from "@/components/json/as-object";
import { whenConnected } from "@/components/live/when-connected";
import { mayDecide, useMe } from "@/components/shell/me";
import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { answerOf } from "./answer/answer-of";
import { AskedBeside } from "./asked-beside";
import { wasTakenBack } from "./decision/decided-sentence";
import { DecisionBar } from "./decision/decision-bar";
// Not fetched when it is wanted: without a network it would not come.
import RefusedAlert from "./decision/refused-alert";
import { StandingLine } from "./decision/standing-line";
import { TypedBefore } from "./decision/typed-before";
import { beginDraft } from "./edit/begin-draft";
import { firstToEdit, openIssues, whatToEdit } from "./edit/what-to-edit";
import { ErasedCard } from "./erased-card";
import { IssuesCard } from "./issues-card";
import { MaterialPlace } from "./material/place";
import { PayloadCard } from "./payload/payload-card";
import { showField, showFirstControl } from "./payload/show-field";
import { QuestionCard } from "./question-card";
import { ReceiptsCard } from "./receipts-card";
import { RequestCard } from "./request-card";
import { RevisionsCard } from "./revisions/revisions-card";
import { RunHeader } from "./run-header";
import { PartName } from "./seen-parts";
import { StillLoading } from "./still-loading";
import { TimelineCard } from "./timeline/timeline-card";
import { UnseenProvider } from "./unseen";
import { WhoAsks } from "./who-asks";
import { WhyWaits } from "./why-waits";

const AnswerCard = dynamic(() => whenConnected(() => import("./answer/answer-card")), {
  ssr: false,
  loading: StillLoading,
});
const EditCard = dynamic(() => whenConnected(() => import("./edit/edit-card")), {
  ssr: false,
  loading: StillLoading,
});
const EditBar = dynamic(() => whenConnected(() => import("./edit/edit-bar")), { ssr: false });

interface RunViewProps {
  run: Run;
  /** Whether the run has the page for itself. */
  paged: boolean;
  /** Whether a decision led here, so that the focus goes with the reader. */
  led: boolean;
  onDecided: () => void;
}

/** One run, whole: what is asked, what would run, what came back, and where to sign. */
export function RunView({ run, paged, led, onDecided }: RunViewProps) {
  const me = useMe();
  const { draft, save } = useDraft(run);
  const [editing, setEditing] = useState(draft !== null);
  // A draft that was kept comes up by itself; the keyboard is its own once somebody is at it.
  const [atIt, setAtIt] = useState(false);
  const [broken, setBroken] = useState<string | null>(null);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (led && document.activeElement === document.body) article.current?.focus({ preventScroll: true });
  }, [led]);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const first = refused?.problem?.decision;
  // Who was first has taken it back since: it is asked again.
  const refusal = first && wasTakenBack(first, run.decisions) ? null : refused;
  const deciding = run.status === "awaiting_human" && mayDecide(me);
  const shownDraft = editing ? draft : null;
  const answered =
    run.attempts.length > 0 || run.current_step === "response_review" || run.status === "completed";
  const answering = run.current_step === "response_review" || run.current_step === "completed";

  // A call that runs or failed is what one came to see.
  const answerFirst = answering || (run.current_step === "api_call" && !shownDraft);

  const issues = run.erased ? [] : openIssues(run, shownDraft);
  // Notes do not push aside what is to be decided.
  const pressing = issues.some((issue) => issue.severity !== "info");

  const beginEdit = () => {
    const begun = draft ?? beginDraft(run, new Date());
    if (!draft) save(begun);
    setEditing(true);
    setAtIt(true);
    const { payload } = begun;
    // As below: the form comes with the next frame.
    requestAnimationFrame(() => (payload ? showField(firstToEdit(run, payload)) : showFirstControl(article)));
  };
  const closeEdit = () => {
    setEditing(false);
    setAtIt(false);
    setBroken(null);
  };
  const changePayload = (change: (payload: JsonObject) => JsonObject) => {
    const begun = draft ?? beginDraft(run, new Date());
    save({ ...begun, payload: change(begun.payload ?? asObject(run.suggested_payload)) });
    setEditing(true);
    setAtIt(true);
  };
  const fix = async (issue: Issue) => {
    const { applyFix } = await whenConnected(() => import("./edit/apply-fix"));
    changePayload((payload) => applyFix(payload, issue));
    // The form takes the place of what was read with the next frame; before that, the old field is still there.
    requestAnimationFrame(() => showField(issue.field));
  };
  const payloadOpen =
    deciding &&
    run.actions_required.includes("edit") &&
    whatToEdit(run) === "payload" &&
    !!run.suggested_payload;
  const onFix = payloadOpen ? fix : null;

  const payload =
    run.suggested_payload === null ? (
      <RequestCard run={run} />
    ) : (
      <PayloadCard
        run={run}
        issues={answering ? [] : run.validation_issues}
        onChange={payloadOpen ? changePayload : null}
      />
    );
  // Once there is an answer, that is what is signed.
  const inputs = (
    <PartName name={run.suggested_payload === null ? "request" : "payload"}>
      <MaterialPlace runId={run.run_id} signed={deciding && !answering}>
        {payload}
      </MaterialPlace>
    </PartName>
  );
  // Where one picks among files, they are looked at there.
  const picking = shownDraft?.response !== undefined && answerOf(run).kind === "files";
  const answer = answered && !picking && (
    <PartName name="answer">
      <AnswerCard run={run} edited={shownDraft?.response !== undefined} />
    </PartName>
  );
  return (
    <UnseenProvider question={`${run.approval_token} ${run.payload_digest}`}>
      <article
        ref={article}
        tabIndex={-1}
        className="@container flex min-h-0 flex-1 flex-col focus-visible:-outline-offset-2"
      >
        {/* What stands hidden for screen readers belongs into what scrolls, or it makes the page itself longer. */}
        <div className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain">
          <div className="mx-auto grid max-w-[78rem] gap-4 px-4 pt-4 pb-10 @2xl:px-7 @2xl:pt-5">
            <RunHeader run={run} paged={paged} />
            <div className="grid items-start gap-5 @4xl:grid-cols-[minmax(0,1fr)_20rem]">
              <div className="grid min-w-0 gap-5">
                {!run.erased && <QuestionCard run={run} />}
                {pressing && <IssuesCard issues={issues} onFix={onFix} />}
                {shownDraft && (
                  // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that one is at it
                  <div data-edit className="min-w-0" onFocus={() => setAtIt(true)}>
                    <PartName name="edit">
                      <EditCard run={run} draft={shownDraft} onChange={save} onBroken={setBroken} />
                    </PartName>
                  </div>
                )}
                {run.erased ? (
                  <ErasedCard erased={run.erased} />
                ) : (
                  <>
                    {answerFirst && answer}
                    {(answering || !shownDraft) && inputs}
                    {!answerFirst && answer}
                  </>
                )}
                {run.payload_revision !== null && !run.erased && (
                  <RevisionsCard run={run} onEdit={payloadOpen ? changePayload : null} />
                )}
              </div>
              <div className="grid min-w-0 gap-5">
                <WhyWaits run={run} />
                {run.question?.group_id && <AskedBeside run={run} group={run.question.group_id} />}
                {!pressing && <IssuesCard issues={issues} onFix={onFix} />}
                <WhoAsks run={run} />
                <TimelineCard run={run} />
                <ReceiptsCard run={run} />
              </div>
            </div>
          </div>
        </div>
        <footer className="border-t bg-card px-4 py-3 shadow-[0_-12px_28px_-24px_rgb(15_20_40/0.45)] @2xl:px-7">
          <div className="mx-auto max-h-[60dvh] max-w-[74.5rem] overflow-y-auto p-0.5">
            {refusal && (
              <div className="mb-3">
                <RefusedAlert error={refusal} onDismiss={() => setRefused(null)} />
              </div>
            )}
            <TypedBefore runId={run.run_id} asked={deciding} />
            {shownDraft ? (
              <EditBar
                run={run}
                draft={shownDraft}
                onDraft={save}
                broken={broken}
                owns={atIt}
                onClose={closeEdit}
                onDecided={onDecided}
                onRefused={setRefused}
              />
            ) : deciding ? (
              <DecisionBar
                run={run}
                led={led}
                onEdit={beginEdit}
                onDecided={onDecided}
                onRefused={setRefused}
              />
            ) : (
              <StandingLine run={run} />
            )}
          </div>
        </footer>
      </article>
    </UnseenProvider>
  );
}
