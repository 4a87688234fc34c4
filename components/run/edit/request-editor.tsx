"use client";

import { useId } from "react";
import type { Draft } from "@/components/hooks/use-draft";
import { AttachmentInputs } from "@/components/new-run/attachment-inputs";
import { HiddenList } from "@/components/run/hidden-list";
import { useText } from "@/components/text";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";

/** The prompt and the attachments, before a payload was built from them. */
export function RequestEditor({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const text = useText();
  const id = useId();
  return (
    <div className="grid gap-5">
      <div className="grid gap-2">
        <Label htmlFor={id}>{text.run.prompt}</Label>
        <Textarea
          id={id}
          value={draft.prompt ?? ""}
          maxLength={20_000}
          className="max-h-96 min-h-28 leading-relaxed"
          onChange={(event) => onChange({ ...draft, prompt: event.target.value })}
        />
        <HiddenList text={draft.prompt ?? ""} onChange={(prompt) => onChange({ ...draft, prompt })} />
      </div>
      <AttachmentInputs
        urls={draft.attachments ?? []}
        onChange={(attachments) => onChange({ ...draft, attachments })}
      />
    </div>
  );
}
