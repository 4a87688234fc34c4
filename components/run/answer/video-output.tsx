"use client";

import { useText } from "@/components/text";
import type { Output } from "@/lib/contracts/parts";
import { FileLine } from "./file-line";

export function VideoOutput({ output }: { output: Output }) {
  const text = useText();
  const name = text.answer.video(output.index + 1);
  return (
    <div>
      {/* biome-ignore lint/a11y/useMediaCaption: generated video has no captions */}
      <video
        controls
        loop
        playsInline
        preload="metadata"
        src={output.url}
        aria-label={name}
        className="max-h-[34rem] w-full rounded-lg border bg-muted"
      />
      <FileLine output={output} name={name} />
    </div>
  );
}
