"use client";

import { useId, useMemo } from "react";
import type { Draft } from "@/components/hooks/use-draft";
import { AttachmentInputs } from "@/components/new-run/attachment-inputs";
import { useText } from "@/components/text";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { isSealed } from "@/lib/contracts/is-sealed";
import type { Run } from "@/lib/contracts/run";
import { HiddenList } from "../hidden-list";
import { Inputs } from "../material/inputs";
import { MaterialPlace } from "../material/place";
import WordDiff from "../payload/word-diff";
import { namedBy } from "./named-by";

interface RequestEditorProps {
  run: Run;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The prompt and the attachments, before a payload was built from them. */
export function RequestEditor({ run, draft, onChange }: RequestEditorProps) {
  const text = useText();
  const id = useId();
  const { prompt = "", attachments = [] } = draft;
  const named = useMemo(() => namedBy(run), [run]);
  // A secret address is written as it is shown, and stays the one that it stands for.
  const secret = run.attachments.map(({ url }) => url).filter(isSealed);
  const given = attachments.filter((address) => address.trim() !== "");
  const addresses = given.map((address) => secret.find(({ shown }) => shown === address) ?? address);
  return (
    <div className="grid gap-5">
      <div className="grid gap-2">
        <Label htmlFor={id}>{text.run.prompt}</Label>
        <Textarea
          id={id}
          value={prompt}
          maxLength={20_000}
          className="max-h-96 min-h-28 leading-relaxed"
          onChange={(event) => onChange({ ...draft, prompt: event.target.value })}
        />
        <HiddenList text={prompt} onChange={(next) => onChange({ ...draft, prompt: next })} />
      </div>
      <AttachmentInputs urls={attachments} onChange={(next) => onChange({ ...draft, attachments: next })} />
      <MaterialPlace runId={run.run_id} signed named={named}>
        <div className="grid gap-3 rounded-lg bg-muted px-4 py-3 text-sm">
          <WordDiff before={run.prompt} after={prompt} beforeName={text.run.prompt} weaveAbove={0} />
          {addresses.length > 0 && <Inputs addresses={addresses} label={text.run.attachment} />}
        </div>
      </MaterialPlace>
    </div>
  );
}
