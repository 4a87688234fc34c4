"use client";

import { CheckIcon, PencilIcon, RotateCwIcon, XIcon } from "lucide-react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useKeys } from "@/components/hooks/use-keys";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { useUndoAhead } from "@/components/undo/use-undo-ahead";
import type { Run } from "@/lib/contracts/run";
import type { DecisionAction } from "@/lib/contracts/words";
import { sharesOf, takesMoney } from "../budget-shares";
import { useUnseen } from "../unseen";
import { ApprovalsLine } from "./approvals-line";
import { BudgetLine } from "./budget-line";
import { dropKey, keepKey, safeAhead, takeKey } from "./kept-key";
// Not fetched when they are wanted: what is typed after `r` belongs into the box.
import ReasonPanel from "./reason-panel";
import { RestButton } from "./rest-button";
import RetryPanel from "./retry-panel";
import { SignatureLine } from "./signature-line";
import { TakenLine } from "./taken-line";
import { useDecide } from "./use-decide";
import { useMessage } from "./use-message";

type Mode = "sign" | "reject" | "retry" | "acknowledge" | "glass" | "overspend";

interface DecisionBarProps {
  run: Run;
  /** Whether a decision led here: what was pressed while it was on its way is meant for this run. */
  led: boolean;
  onEdit: () => void;
  onDecided: () => void;
  /** Keeps or clears why a decision was not carried out; the run may have moved on by then. */
  onRefused: (error: ApiError | null) => void;
}

/** Where a person signs: the message, and what may be answered at this step. */
export function DecisionBar({ run, led, onEdit, onDecided, onRefused }: DecisionBarProps) {
  const text = useText();
  const me = useMe();
  const { message, setMessage, forget } = useMessage(run.run_id);
  const approveButton = useRef<HTMLButtonElement>(null);
  const restButton = useRef<HTMLButtonElement>(null);
  const [armedFor, setArmedFor] = useState<string | null>(null);
  const unseen = useUnseen();
  const decide = useDecide(run, { onMade: forget, onDecided, onRefused });
  const busy = decide.busy !== null;
  // A panel answers the question it was opened for, and no other that has come under it.
  const [opened, setOpened] = useState<{ mode: Mode; question: string }>({ mode: "sign", question: "" });
  const mode = busy || opened.question === unseen.question ? opened.mode : "sign";
  const setMode = (next: Mode) => setOpened({ mode: next, question: unseen.question });
  const armed = armedFor === unseen.question && !busy;
  const errors = run.validation_issues.filter((issue) => issue.severity === "error").length;
  const taken = run.claimed_by !== null && run.claimed_by.id !== me.id ? run.claimed_by : null;
  const may = (action: DecisionAction) => run.actions_required.includes(action);
  const why = useId();
  const { approvals } = run;
  const barred = approvals?.may_decide === false;
  const alone = approvals === null || (!barred && approvals.given.length + 1 >= approvals.needed);
  const told =
    approvals && (barred || approvals.needed > 1 || approvals.groups.length > 0) ? approvals : null;
  const mayBreak = me.role === "admin" && !alone;
  const { budget: over } = text.decide;
  // What would be sent next: the payload that is approved, or the call that is tried again.
  const shares = takesMoney(run) ? sharesOf(run) : [];
  const passed = shares.filter(({ passes }) => passes);
  const mayOverspend =
    me.role === "admin" &&
    !barred &&
    passed.length > 0 &&
    passed.every(({ budget }) => budget.over === "ask");
  // Nothing invites to sign what is wrong, what a colleague is at, or what there is no money for.
  const plain = errors > 0 || taken !== null || passed.length > 0;
  const passedNames = passed.map(({ budget }) => budget.name);
  // At a failed call it is the next try that is signed.
  const retryBarred = barred && !may("approve");
  // The payload of the next try may be another's, and nobody here has seen it.
  const signsRetry = may("retry") && !may("approve");
  const unread = signsRetry && unseen.count > 0;

  const approve = () => {
    if (!may("approve") || barred || decide.busy || unseen.count > 0) return;
    // A panel signs nothing, and what is typed after this belongs into it.
    if (errors > 0) return setMode("acknowledge");
    // Pressed before the run stood there, it was meant for another one.
    if (!unseen.isDrawn()) return;
    setArmedFor(null);
    decide.approve(message, false);
  };
  const reach = () => (restButton.current ?? approveButton.current)?.focus();
  const letters = {
    // A letter only reaches for the pen; Enter or ⌘↵ signs.
    ...(may("approve") && { a: reach }),
    ...(may("edit") && { e: () => onEdit() }),
    ...(may("reject") && { r: () => setMode("reject") }),
    ...(may("retry") && !retryBarred && { t: () => (unread ? reach() : setMode("retry")) }),
  };
  useKeys(
    "run",
    { ...letters, "mod+enter": () => (unseen.count > 0 ? reach() : approve()) },
    { enabled: mode === "sign" && !busy },
  );
  // While a decision is on its way nothing else is pressed by mistake.
  useKeys("panel", Object.fromEntries(safeAhead.map((key) => [key, () => keepKey(key, run.run_id)])), {
    enabled: busy,
  });
  useUndoAhead("panel", busy);
  const doKept = useEffectEvent(() => {
    if (!led) return dropKey();
    const key = takeKey(run.run_id);
    if (key) letters[key]?.();
  });
  useEffect(() => doKept(), []);

  const panel = {
    value: message,
    onChange: setMessage,
    onCancel: () => setMode("sign"),
    busy,
  };
  return (
    <div className="grid gap-3">
      {taken && run.claimed_until && (
        <TakenLine name={taken.name} offeredBy={run.claim_offered_by} until={run.claimed_until} />
      )}
      {told && mode === "sign" && (
        <ApprovalsLine
          id={why}
          approvals={told}
          onBreakGlass={mayBreak && unseen.count === 0 && !busy ? () => setMode("glass") : null}
        />
      )}
      {mode === "sign" && (
        <BudgetLine
          shares={shares}
          onOverspend={mayOverspend && unseen.count === 0 && !busy ? () => setMode("overspend") : null}
        />
      )}
      {mode === "sign" && (
        <div className="flex flex-col gap-x-6 gap-y-3 @2xl:flex-row @2xl:items-center">
          <SignatureLine
            // Nor does what is typed for one question go on into another.
            key={unseen.question}
            message={message}
            onChange={setMessage}
            revision={run.payload_revision}
            digest={run.payload_digest}
            sent={busy}
            hint={armed && errors === 0 ? text.decide.pressEnter : undefined}
          />
          <div className="flex flex-wrap items-center gap-2 @max-2xl:[&>button]:flex-1 @max-2xl:[&>button]:basis-[28%]">
            {(may("approve") || unread) && unseen.count > 0 && !busy && (!barred || mayBreak) && (
              <RestButton
                ref={restButton}
                count={unseen.count}
                onShow={unseen.showNext}
                hint={<Kbd className="max-md:hidden">{unread ? "t" : "a"}</Kbd>}
              />
            )}
            {may("reject") && (
              <Button
                variant="outline"
                className="text-destructive"
                disabled={busy}
                onClick={() => setMode("reject")}
              >
                <XIcon aria-hidden />
                {text.decide.reject}
                <Kbd className="max-md:hidden">r</Kbd>
              </Button>
            )}
            {may("edit") && (
              <Button variant={errors > 0 ? "default" : "outline"} disabled={busy} onClick={onEdit}>
                <PencilIcon aria-hidden />
                {text.decide.edit}
                <Kbd className={cn("max-md:hidden", errors > 0 && onAccent)}>e</Kbd>
              </Button>
            )}
            {may("retry") && (
              <Button
                variant={may("approve") ? "outline" : "default"}
                disabled={busy || retryBarred || unread}
                aria-describedby={retryBarred ? why : undefined}
                onClick={() => setMode("retry")}
              >
                <RotateCwIcon aria-hidden />
                {text.decide.retry}
                <Kbd className={cn("max-md:hidden", !may("approve") && onAccent)}>t</Kbd>
              </Button>
            )}
            {may("approve") && (
              <Button
                // Another question takes the focus away: what one was about to sign is not what stands there now.
                key={unseen.question}
                ref={approveButton}
                onClick={approve}
                onFocus={() => setArmedFor(unseen.question)}
                onBlur={() => setArmedFor(null)}
                disabled={busy || barred || unseen.count > 0}
                aria-describedby={barred ? why : undefined}
                variant={plain || barred ? "outline" : "default"}
                title={unseen.count > 0 && !barred ? text.decide.unseenHint : undefined}
              >
                <CheckIcon aria-hidden />
                {decide.busy === "approve"
                  ? text.decide.working.approve
                  : errors > 0
                    ? text.decide.approveWithIssues
                    : text.decide.approve}
                <Kbd className={cn("max-md:hidden", !plain && onAccent)}>{armed ? "↵" : "a"}</Kbd>
              </Button>
            )}
          </div>
        </div>
      )}
      {mode === "reject" && (
        <ReasonPanel
          {...panel}
          {...text.decide.panel.reject}
          label={text.decide.reasonHint}
          presets={text.decide.reasons}
          required
          destructive
          signs={false}
          submit={text.decide.reject}
          onSubmit={() => decide.send("reject", { reason: message })}
        />
      )}
      {mode === "retry" && <RetryPanel {...panel} run={run} signs={signsRetry} onSubmit={decide.retry} />}
      {mode === "overspend" && (
        <ReasonPanel
          {...panel}
          title={over.overTitle(passedNames)}
          hint={errors > 0 ? `${text.decide.acknowledge(errors)}. ${over.overHint}` : over.overHint}
          label={over.overReason}
          required
          destructive
          signs
          submit={may("approve") ? over.overSubmit : over.overRetry}
          onSubmit={() => decide.overspend(message)}
        />
      )}
      {mode === "glass" && (
        <ReasonPanel
          {...panel}
          title={text.decide.approvals.glassTitle}
          hint={
            errors > 0
              ? `${text.decide.acknowledge(errors)}. ${text.decide.approvals.glassHint}`
              : text.decide.approvals.glassHint
          }
          label={text.decide.approvals.glassReason}
          required
          destructive
          signs
          submit={text.decide.approvals.glassSubmit}
          onSubmit={() => decide.breakGlass(message)}
        />
      )}
      {mode === "acknowledge" && (
        <ReasonPanel
          {...panel}
          title={text.decide.acknowledge(errors)}
          hint={text.decide.acknowledgeHint}
          label={text.decide.acknowledgeReason}
          required
          destructive
          signs
          submit={text.decide.approveWithIssues}
          onSubmit={() => decide.approve(message, true)}
        />
      )}
    </div>
  );
}

const onAccent = "border-primary-foreground/30 bg-transparent text-primary-foreground";
