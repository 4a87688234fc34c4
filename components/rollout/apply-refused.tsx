"use client";

import type { ApiError } from "@/components/api/api-error";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { RolloutChange } from "@/lib/contracts/rollout";

interface ApplyRefusedProps {
  error: ApiError;
  /** The change that came in between, when it is a conflict. */
  newest: RolloutChange | undefined;
  onDiscard: () => void;
  onApply: () => void;
}

/** Why nothing was applied: somebody was first, and what they did, or what the server said. */
export function ApplyRefused({ error, newest, onDiscard, onApply }: ApplyRefusedProps) {
  const text = useAdminText();
  const { conflict, refused } = text.rollout;
  if (error.code !== "conflict") {
    return (
      <Alert variant="destructive" role="alert">
        <AlertTitle>{refused.title}</AlertTitle>
        <AlertDescription>
          {error.code === "offline" ? refused.offline : text.problem(error)}
        </AlertDescription>
      </Alert>
    );
  }
  return (
    <Alert variant="warning" role="alert">
      <AlertTitle>{conflict.title(newest?.actor.name ?? conflict.someone)}</AlertTitle>
      <AlertDescription>
        {newest && (
          <p className="text-foreground">
            {newest.changes.join("; ")} — {text.words.quote(newest.why)}, <TimeAgo at={newest.at} />
          </p>
        )}
        <p>{conflict.hint}</p>
        <div className="mt-1 flex flex-wrap gap-2">
          <Button type="button" variant="outline" size="sm" onClick={onDiscard}>
            {conflict.theirs}
          </Button>
          <Button type="button" variant="outline" size="sm" onClick={onApply}>
            {conflict.mine}
          </Button>
        </div>
      </AlertDescription>
    </Alert>
  );
}
