"use client";

import { useEffect, useRef, useState } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { Skeleton } from "@/components/ui/skeleton";

interface WaveformProps {
  url: string;
  /** The element that plays it; the wave follows it, and a click on the wave moves it. */
  media: HTMLAudioElement;
}

/** The shape of a sound over its length. The element beside it plays it, so nothing is lost where this fails. */
export default function Waveform({ url, media }: WaveformProps) {
  const text = useText().answer;
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"drawing" | "drawn" | "failed">("drawing");
  useEffect(() => {
    const container = box.current;
    if (!container) return;
    let live = true;
    let wave: { destroy: () => void } | null = null;
    const draw = async () => {
      const { default: WaveSurfer } = await whenConnected(() => import("wavesurfer.js"));
      if (!live) return;
      const style = getComputedStyle(container);
      const surfer = WaveSurfer.create({
        container,
        media,
        // As the element spells it; another spelling would load it anew, and stop what is playing.
        url: new URL(url, window.location.href).href,
        height: 64,
        barWidth: 2,
        barGap: 1.5,
        barRadius: 2,
        waveColor: style.getPropertyValue("--input"),
        progressColor: style.getPropertyValue("--primary"),
        cursorColor: style.getPropertyValue("--foreground"),
      });
      wave = surfer;
      surfer.on("ready", () => setState("drawn"));
      surfer.on("error", () => live && setState("failed"));
    };
    draw().catch(() => live && setState("failed"));
    return () => {
      live = false;
      wave?.destroy();
    };
  }, [url, media]);
  return (
    <div className="relative h-16">
      <div ref={box} aria-hidden />
      {state === "drawing" && <Skeleton className="absolute inset-0 rounded-md" />}
      {state === "failed" && (
        <p className="absolute inset-0 grid place-items-center text-xs text-muted-foreground">
          {text.noWave}
        </p>
      )}
    </div>
  );
}
