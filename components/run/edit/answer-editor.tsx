"use client";

import type { Draft } from "@/components/hooks/use-draft";
import { HiddenList } from "@/components/run/hidden-list";
import { JsonControl } from "@/components/schema-form/json-control";
import { useText } from "@/components/text";
import { Textarea } from "@/components/ui/textarea";
import type { Run } from "@/lib/contracts/run";
import { sameJson } from "@/lib/core/same-json";
import { answerOf } from "../answer/answer-of";
import JsonView from "../json-view";
import WordDiff from "../payload/word-diff";
import { ReadToEnd } from "../read-to-end";
import { OutputPicker } from "./output-picker";

interface AnswerEditorProps {
  run: Run;
  draft: Draft;
  onChange: (draft: Draft) => void;
  onBroken: (problem: string | null) => void;
}

/** The answer as text with a live diff, or as JSON where it is no text. */
export default function AnswerEditor(props: AnswerEditorProps) {
  return (
    <ReadToEnd>
      <Editor {...props} />
    </ReadToEnd>
  );
}

function Editor({ run, draft, onChange, onBroken }: AnswerEditorProps) {
  const text = useText();
  const answer = answerOf(run);
  const { response } = draft;
  if (answer.kind === "files")
    return (
      <OutputPicker
        run={run}
        response={response}
        onChange={(kept) => onChange({ ...draft, response: kept })}
      />
    );
  if (answer.kind !== "text" || typeof response !== "string") {
    return (
      <div className="grid gap-4">
        <JsonControl
          id="answer-json"
          label={text.edit.titleAnswer}
          value={response}
          className="min-h-60"
          onProblem={onBroken}
          onChange={(next) => next !== undefined && onChange({ ...draft, response: next })}
        />
        {response !== undefined && !sameJson(response, run.processed_response) && (
          <JsonView value={response} counts />
        )}
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <Textarea
        value={response}
        aria-label={text.edit.titleAnswer}
        className="max-h-[32rem] min-h-52 text-[0.9375rem] leading-relaxed md:text-[0.9375rem]"
        onChange={(event) => onChange({ ...draft, response: event.target.value })}
      />
      <HiddenList text={response} onChange={(next) => onChange({ ...draft, response: next })} />
      {response !== answer.text && (
        <div className="rounded-lg bg-muted px-4 py-3 text-sm">
          <WordDiff before={answer.text} after={response} beforeName={text.answer.audited} weaveAbove={0} />
        </div>
      )}
    </div>
  );
}
