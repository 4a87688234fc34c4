"use client";

import { useId, useRef } from "react";
import type { ApiError } from "@/components/api/api-error";
import { useEdit } from "@/components/api/decide-run";
import type { Draft } from "@/components/hooks/use-draft";
import { useKeys } from "@/components/hooks/use-keys";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { ConfirmKbd } from "@/components/ui/confirm-kbd";
import { announceDecision } from "@/components/undo/announce-decision";
import { untilKnown } from "@/components/undo/undo-ahead";
import { undoSeconds } from "@/components/undo/undo-seconds";
import { useUndoAhead } from "@/components/undo/use-undo-ahead";
import type { Run } from "@/lib/contracts/run";
import { ApprovalsLine } from "../decision/approvals-line";
import { RestButton } from "../decision/rest-button";
import { SignatureLine } from "../decision/signature-line";
import { useMessage } from "../decision/use-message";
import { useToldSeen } from "../seen-parts";
import { useOnceDrawn, useUnseen } from "../unseen";
import { changeCount, editsOf } from "./edits-of";
import { MeanwhileAlert } from "./meanwhile-alert";
import { standingOf, whatToEdit } from "./what-to-edit";

interface EditBarProps {
  run: Run;
  draft: Draft;
  /** Why what is typed is no JSON yet; null when it is. */
  broken: string | null;
  /** Whether one is at it, so that the edit owns the keyboard; not so where a kept draft came up by itself. */
  owns: boolean;
  onDraft: (draft: Draft | null) => void;
  onClose: () => void;
  onDecided: () => void;
  onRefused: (error: ApiError | null) => void;
}

/** Signs an edit: saved as a revision and approved, or saved and left waiting. */
export default function EditBar({
  run,
  draft,
  broken,
  owns,
  onDraft,
  onClose,
  onDecided,
  onRefused,
}: EditBarProps) {
  const text = useText();
  const edit = useEdit(run.run_id);
  const { message, setMessage, forget } = useMessage(run.run_id);
  const unseen = useUnseen();
  const told = useToldSeen();
  const restButton = useRef<HTMLButtonElement>(null);
  const edits = editsOf(run, draft);
  const meanwhile = standingOf(run, draft) !== "current";
  const why = useId();
  const { approvals } = run;
  // Whoever may not approve saves, and others sign.
  const barred = approvals?.may_decide === false;
  // All of what is signed, not only what was written, as where nothing was edited.
  const left = edits === null || barred ? 0 : unseen.count;
  const ready = edits !== null && broken === null && !meanwhile && !edit.isPending;

  const save = (approve: boolean) => {
    if (approve && left > 0) return unseen.showNext();
    if (!ready) return;
    const body = {
      edits,
      approve,
      message: message.trim() || undefined,
      approval_token: run.approval_token ?? undefined,
      payload_digest: run.payload_digest ?? undefined,
      answer_digest: run.answer_digest ?? undefined,
      undo_seconds: undoSeconds,
      seen: told(),
    };
    // By then the run may have moved on, and this bar be gone.
    void untilKnown(edit.mutateAsync(body), text).then((known) => {
      const { answer: after, undo } = known;
      onDraft(null);
      forget();
      onRefused(null);
      onClose();
      // Errors that remain keep the question open, whatever was asked for.
      const open = after.status === "awaiting_human" && after.current_step === run.current_step;
      if (!open) {
        announceDecision("edit", run, known, text);
        return undo || onDecided();
      }
      notify(text.edit.saved, "done");
      if (undo) notify(text.undo.notMade, "failed");
    }, onRefused);
  };
  // What was typed a moment ago is drawn with the next frame, and whoever typed it means it.
  const saveDrawn = useOnceDrawn(() => save(!barred));
  const leave = () => {
    // Out of the field first, then out of the edit.
    if (document.activeElement?.matches("input, textarea, select"))
      (document.activeElement as HTMLElement).blur();
    else onClose();
  };
  // Nobody leaves an edit that is on its way: a refusal is told here, and the draft is still there then.
  const layer = owns || edit.isPending ? "panel" : "run";
  useUndoAhead(layer, edit.isPending);
  useKeys(layer, { "mod+enter": saveDrawn, escape: () => edit.isPending || leave() });

  const missing = broken ?? (edits === null ? text.edit.changes(0) : null);
  return (
    <div className="grid gap-3">
      {approvals && barred && <ApprovalsLine id={why} approvals={approvals} onBreakGlass={null} />}
      {meanwhile && <MeanwhileAlert run={run} draft={draft} onDraft={onDraft} onClose={onClose} />}
      <div className="flex flex-col gap-x-6 gap-y-3 @2xl:flex-row @2xl:items-center">
        <SignatureLine
          // What is typed for one question does not go on into another.
          key={unseen.question}
          message={message}
          onChange={setMessage}
          revision={whatToEdit(run) === "payload" ? (run.payload_revision ?? 0) + 1 : null}
          digest={null}
          sent={edit.isPending}
          hint={meanwhile || missing === null ? undefined : missing}
        />
        <div className="flex flex-wrap items-center gap-2 @max-2xl:[&>button]:flex-1 @max-2xl:[&>button]:basis-[28%]">
          {left > 0 && (
            <RestButton
              ref={restButton}
              count={left}
              onShow={unseen.showNext}
              hint={<ConfirmKbd className="max-md:hidden" />}
            />
          )}
          <Button
            variant="ghost"
            disabled={edit.isPending}
            onClick={() => {
              onDraft(null);
              onClose();
            }}
          >
            {text.edit.discard}
          </Button>
          {!barred && (
            <Button variant="outline" disabled={!ready} onClick={() => save(false)}>
              {text.edit.saveOnly}
            </Button>
          )}
          <Button
            disabled={!ready || left > 0}
            aria-describedby={barred ? why : undefined}
            onClick={saveDrawn}
          >
            {edit.isPending ? text.decide.working.edit : barred ? text.edit.saveOnly : text.edit.save}
            {changeCount(run, edits) > 0 && (
              <span className="figures opacity-80">({changeCount(run, edits)})</span>
            )}
            <ConfirmKbd className="border-primary-foreground/30 bg-transparent text-primary-foreground max-md:hidden" />
          </Button>
        </div>
      </div>
    </div>
  );
}
