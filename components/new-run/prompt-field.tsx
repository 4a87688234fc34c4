"use client";

import { useId } from "react";
import { HiddenList } from "@/components/run/hidden-list";
import { useText } from "@/components/text";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";

const promptLimit = 20_000;

/** What the model should make, with how much of the room is used once it gets scarce. */
export function PromptField({ prompt, onChange }: { prompt: string; onChange: (prompt: string) => void }) {
  const text = useText();
  const id = useId();
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>{text.newRun.prompt}</Label>
      <Textarea
        id={id}
        autoFocus
        required
        maxLength={promptLimit}
        value={prompt}
        placeholder={text.newRun.promptHint}
        className="min-h-36 text-[0.9375rem] leading-relaxed md:text-[0.9375rem]"
        onChange={(event) => onChange(event.target.value)}
      />
      <HiddenList text={prompt} onChange={onChange} />
      {prompt.length > promptLimit * 0.8 && (
        <p className="figures text-xs text-muted-foreground">
          {text.newRun.promptCount(prompt.length.toLocaleString(text.time.locale))}
        </p>
      )}
    </div>
  );
}
