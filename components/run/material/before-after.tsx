"use client";

import { useRef, useState } from "react";
import { useText } from "@/components/text";
import { Acknowledge } from "./acknowledge";
import { pictureHeight } from "./looks";
import type { Material } from "./material";
import { usePictureSeen } from "./use-picture-seen";

interface BeforeAfterProps {
  before: string;
  after: Material;
}

/** Two pictures over each other, with a slider between them: the left part is what was, the right what came. */
export default function BeforeAfter({ before, after }: BeforeAfterProps) {
  const { answer: text, material } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const seen = usePictureSeen(frame);
  const [share, setShare] = useState(50);
  const [broken, setBroken] = useState(false);
  if (seen.broken) return <Acknowledge of={after.url} says={material.broken(after.name)} />;
  return (
    <div>
      <div
        ref={frame}
        className="relative overflow-hidden rounded-lg border bg-muted focus-within:ring-[3px] focus-within:ring-ring/35"
      >
        {/* biome-ignore lint/performance/noImgElement: our own stored artifact, shown at its own quality */}
        <img
          src={after.url}
          alt={after.name}
          {...seen.image}
          className={`${pictureHeight} w-full object-contain`}
        />
        {/* biome-ignore lint/performance/noImgElement: as this server fetched it */}
        <img
          src={before}
          alt={text.given}
          onError={() => setBroken(true)}
          className="absolute inset-0 size-full bg-muted object-contain"
          style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}
        />
        <span
          aria-hidden
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-card shadow-[0_0_0_1px_rgb(0_0_0/0.25)]"
          style={{ left: `${share}%` }}
        >
          <span className="absolute top-1/2 left-1/2 grid size-8 -translate-1/2 place-items-center rounded-full bg-card text-xs text-foreground shadow-md">
            ⇆
          </span>
        </span>
        <span className="absolute top-2 left-2 rounded-sm bg-card/90 px-1.5 py-0.5 text-2xs font-medium">
          {text.before}
        </span>
        <span className="absolute top-2 right-2 rounded-sm bg-card/90 px-1.5 py-0.5 text-2xs font-medium">
          {text.after}
        </span>
        <span ref={seen.end} aria-hidden className="absolute right-0 bottom-0 size-px" />
        <input
          type="range"
          min={0}
          max={100}
          value={share}
          aria-label={text.slide}
          className="absolute inset-0 size-full cursor-ew-resize opacity-0"
          onChange={(event) => setShare(Number(event.target.value))}
        />
      </div>
      {broken && <p className="mt-1.5 text-xs text-muted-foreground">{text.givenBroken}</p>}
    </div>
  );
}
