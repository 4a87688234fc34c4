"use client";

import { useId, useState } from "react";
import { useComment } from "@/components/api/comment-on-run";
import { useKeys } from "@/components/hooks/use-keys";
import { useTyped } from "@/components/hooks/use-typed";
import { HiddenList } from "@/components/run/hidden-list";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

/** A remark into the run's log. It decides nothing, and can be made after the end too. */
export function CommentForm({ runId }: { runId: string }) {
  const { problem, run } = useText();
  const text = run.timeline;
  const id = useId();
  const comment = useComment(runId);
  const [typed, keep] = useTyped(`remark ${useMe().id} ${runId}`);
  const message = typed?.text ?? "";
  const setMessage = (next: string) => keep({ question: "", text: next });
  const [focused, setFocused] = useState(false);
  const ready = message.trim() !== "" && !comment.isPending;
  const send = () => ready && comment.mutate(message, { onSuccess: () => setMessage("") });
  // While one writes here, ⌘↵ sends the remark and signs nothing.
  useKeys("panel", { "mod+enter": send }, { enabled: focused });
  return (
    <form
      className="mt-5 grid gap-2 border-t pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor={id} className="sr-only">
        {text.comment}
      </label>
      <Textarea
        id={id}
        value={message}
        maxLength={5000}
        rows={1}
        placeholder={text.commentHint}
        className="max-h-60 min-h-9"
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={(event) => setMessage(event.target.value)}
      />
      <HiddenList text={message} onChange={setMessage} />
      {comment.error && (
        <p role="alert" className="text-xs text-destructive">
          {problem(comment.error)}
        </p>
      )}
      {message.trim() !== "" && (
        <Button type="submit" variant="outline" size="sm" className="justify-self-end" disabled={!ready}>
          {comment.isPending ? text.sending : text.send}
        </Button>
      )}
    </form>
  );
}
