"use client";

import { useIsMutating } from "@tanstack/react-query";
import { copyText } from "@/components/format/copy-text";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Words } from "../words";
import { useMessage } from "./use-message";

interface TypedBeforeProps {
  runId: string;
  /** Whether there is a question now that it could go with. */
  asked: boolean;
}

/** What was typed for a question that has changed meanwhile: it is not lost, and not sent with another one by itself. */
export function TypedBefore({ runId, asked }: TypedBeforeProps) {
  const text = useText();
  const { before, takeBefore, forgetBefore } = useMessage(runId);
  // A message on its way may be overtaken by what it does to the run.
  const sent = useIsMutating({ mutationKey: ["decide", runId] }) > 0;
  if (before === "" || sent) return null;
  return (
    <section
      aria-label={text.decide.typedBefore}
      className="mb-3 flex flex-wrap items-center gap-2 rounded-md bg-secondary px-3 py-2 text-sm"
    >
      <p className="max-h-24 min-w-0 flex-1 basis-64 overflow-y-auto wrap-anywhere whitespace-pre-wrap">
        <span className="text-muted-foreground">{text.decide.typedBefore}: </span>
        <Words text={before} />
      </p>
      {asked && (
        <Button variant="outline" size="xs" onClick={takeBefore}>
          {text.decide.useTyped}
        </Button>
      )}
      <Button
        variant="outline"
        size="xs"
        onClick={() => void copyText(before).then((done) => done && notify(text.edit.copied))}
      >
        {text.decide.copyTyped}
      </Button>
      <Button variant="ghost" size="xs" onClick={forgetBefore}>
        {text.decide.forgetTyped}
      </Button>
    </section>
  );
}
