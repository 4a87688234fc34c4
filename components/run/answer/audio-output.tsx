"use client";

import { useText } from "@/components/text";
import type { Output } from "@/lib/contracts/parts";
import { FileLine } from "./file-line";

export function AudioOutput({ output }: { output: Output }) {
  const text = useText();
  const name = text.answer.sound(output.index + 1);
  return (
    <div className="rounded-lg border bg-background p-3">
      {/* biome-ignore lint/a11y/useMediaCaption: generated sound has no captions */}
      <audio controls preload="metadata" src={output.url} aria-label={name} className="w-full" />
      <FileLine output={output} name={name} />
    </div>
  );
}
