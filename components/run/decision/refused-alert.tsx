"use client";

import { CircleAlertIcon, XIcon } from "lucide-react";
import type { ApiError } from "@/components/api/api-error";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import type { Text } from "@/components/text/en";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Me } from "@/lib/contracts/catalogue";
import { decidedSentence } from "./decided-sentence";

interface RefusedAlertProps {
  error: ApiError;
  onDismiss?: () => void;
}

/** Why a decision was not carried out: who was first, what has changed, or what the server said. */
export default function RefusedAlert({ error, onDismiss }: RefusedAlertProps) {
  const text = useText();
  const me = useMe();
  const { title, hint } = explain(error, me, text);
  return (
    <Alert variant="destructive" role="alert">
      <CircleAlertIcon aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      <AlertDescription>
        {hint && <p>{hint}</p>}
        {error.problem?.errors?.map((each) => (
          <p key={`${each.pointer} ${each.message}`}>
            <code className="font-mono text-xs">{each.pointer || "/"}</code>{" "}
            {text.said(each.message, each.said)}
          </p>
        ))}
      </AlertDescription>
      {onDismiss && (
        <Button
          variant="ghost"
          size="icon-xs"
          aria-label={text.shell.close}
          className="absolute top-2 right-2"
          onClick={onDismiss}
        >
          <XIcon aria-hidden />
        </Button>
      )}
    </Alert>
  );
}

function explain(error: ApiError, me: Me, text: Text): { title: string; hint: string } {
  const said = text.decide.refused;
  const decision = error.problem?.decision;
  if (error.code === "already_decided" && decision) {
    const decided = decidedSentence(decision, me, text);
    if (decision.actor.id === me.id) return { title: said.byYou, hint: said.byYouHint(decided) };
    return {
      title: said.alreadyDecided(decided),
      hint: said.alreadyDecidedHint,
    };
  }
  const budget = error.problem?.budget;
  if (error.code === "budget_exceeded" && budget) {
    const { refused } = text.decide.budget;
    const then =
      budget.over === "refuse" ? refused.nobody : me.role === "admin" ? refused.you : refused.admins;
    return { title: refused.title(budget.name), hint: `${text.problem(error)}. ${then}` };
  }
  if (error.code === "stale_review") return { title: said.stale, hint: said.staleHint };
  if (error.code === "invalid_state") return { title: said.moved, hint: text.problem(error) };
  if (error.code === "offline") return { title: said.offline, hint: said.offlineHint };
  if (error.code === "unanswered") return { title: said.unanswered, hint: said.unansweredHint };
  return { title: said.other, hint: text.problem(error) };
}
