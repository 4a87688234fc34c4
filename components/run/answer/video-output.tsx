"use client";

import { useState } from "react";
import { useText } from "@/components/text";
import type { Output } from "@/lib/contracts/parts";
import { FileLine } from "./file-line";

export function VideoOutput({ output }: { output: Output }) {
  const text = useText();
  const name = text.answer.video(output.index + 1);
  const [broken, setBroken] = useState(false);
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
        onError={() => setBroken(true)}
        className="max-h-[34rem] w-full rounded-lg border bg-muted"
      />
      {broken && <p className="mt-1.5 text-xs text-muted-foreground">{text.answer.videoBroken}</p>}
      <FileLine output={output} name={name} />
    </div>
  );
}
