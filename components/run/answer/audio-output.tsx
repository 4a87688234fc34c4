"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import type { Output } from "@/lib/contracts/parts";
import { FileLine } from "./file-line";

const Waveform = dynamic(() => whenConnected(() => import("./waveform")), { ssr: false });

export function AudioOutput({ output }: { output: Output }) {
  const text = useText();
  const name = text.answer.sound(output.index + 1);
  const [media, setMedia] = useState<HTMLAudioElement | null>(null);
  return (
    <div className="rounded-lg border bg-background p-3">
      <div className="mb-2 h-16">{media && <Waveform key={output.url} url={output.url} media={media} />}</div>
      {/* biome-ignore lint/a11y/useMediaCaption: generated sound has no captions */}
      <audio
        ref={setMedia}
        controls
        preload="metadata"
        src={output.url}
        aria-label={name}
        className="h-10 w-full"
      />
      <FileLine output={output} name={name} />
    </div>
  );
}
