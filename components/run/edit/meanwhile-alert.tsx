"use client";

import { UsersIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFork } from "@/components/api/fork-run";
import { copyText } from "@/components/format/copy-text";
import type { Draft } from "@/components/hooks/use-draft";
import { useMe } from "@/components/shell/me";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { printJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";
import { decidedSentence, lastStanding } from "../decision/decided-sentence";
import { forkEditsOf } from "./edits-of";
import { standingOf } from "./what-to-edit";

interface MeanwhileAlertProps {
  run: Run;
  draft: Draft;
  onDraft: (draft: Draft | null) => void;
  onClose: () => void;
}

/** The question the draft was begun on is closed: says by whom and how, keeps the draft, and offers what it can still become. */
export function MeanwhileAlert({ run, draft, onDraft, onClose }: MeanwhileAlertProps) {
  const text = useText();
  const me = useMe();
  const since = lastStanding(run.decisions);
  const router = useRouter();
  const fork = useFork(run.run_id);
  const edits = forkEditsOf(run, draft);
  const past = standingOf(run, draft) === "past";
  const forkWithEdit = () =>
    edits &&
    fork.mutate(edits, {
      onSuccess: (made) => {
        onDraft(null);
        router.push(`/runs/${made.run_id}`);
      },
      onError: (error) => notify(text.problem(error), "failed"),
    });
  const { approvalToken: _, revision: __, savedAt: ___, ...content } = draft;
  return (
    <Alert variant="warning" role="alert">
      <UsersIcon aria-hidden />
      <AlertTitle>{since ? decidedSentence(since, me, text) : text.edit.meanwhileSystem}</AlertTitle>
      <AlertDescription>
        <p>{past ? text.edit.pastHint : text.edit.meanwhileHint}</p>
        <div className="flex flex-wrap gap-2">
          {past && edits && (
            <Button variant="outline" size="sm" disabled={fork.isPending} onClick={forkWithEdit}>
              {text.edit.forkWithEdit}
            </Button>
          )}
          {past && run.status === "awaiting_human" && (
            <Button variant="outline" size="sm" onClick={onClose}>
              {text.edit.lookAtRun}
            </Button>
          )}
          {!past && (
            <Button
              variant="outline"
              size="sm"
              onClick={() =>
                onDraft({ ...draft, approvalToken: run.approval_token, revision: run.payload_revision })
              }
            >
              {text.edit.rebase}
            </Button>
          )}
          <Button
            variant="outline"
            size="sm"
            onClick={() =>
              void copyText(printJson(content, 2)).then((done) => done && notify(text.edit.copied))
            }
          >
            {text.edit.copyDraft}
          </Button>
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              onDraft(null);
              onClose();
            }}
          >
            {text.edit.discardDraft}
          </Button>
        </div>
      </AlertDescription>
    </Alert>
  );
}
