"use client";

import { type CSSProperties, type SyntheticEvent, useRef, useState } from "react";
import { useText } from "@/components/text";
import { Acknowledge } from "./acknowledge";
import { frameOf, type Size } from "./frame-of";
import { pictureRoom } from "./looks";
import type { Material } from "./material";
import { usePictureSeen } from "./use-picture-seen";

interface BeforeAfterProps {
  before: string;
  after: Material;
}

/** What both are drawn as until they have come. */
const square: Size = { width: 1, height: 1 };

/** Two pictures over each other at one scale, with a slider between them: left is what was, right what came. */
export default function BeforeAfter({ before, after }: BeforeAfterProps) {
  const { answer: text, material } = useText();
  const box = useRef<HTMLDivElement>(null);
  const seen = usePictureSeen(box);
  const [share, setShare] = useState(50);
  const [was, setWas] = useState<Size | null>(null);
  const [is, setIs] = useState<Size | null>(null);
  const [broken, setBroken] = useState(false);
  if (seen.broken) return <Acknowledge of={after.url} says={material.broken(after.name)} />;
  const frame = frameOf(was ?? is ?? square, is ?? was ?? square);
  return (
    <div>
      <div
        ref={box}
        style={{ aspectRatio: frame.ratio, width: `min(100%, ${pictureRoom} * ${frame.ratio})` }}
        className="relative mx-auto overflow-hidden rounded-lg border bg-muted focus-within:ring-[3px] focus-within:ring-ring/35"
      >
        {/* biome-ignore lint/performance/noImgElement: our own stored artifact, shown at its own quality */}
        <img
          src={after.url}
          alt={after.name}
          {...seen.image}
          onLoad={(event) => {
            setIs(sizeOf(event));
            seen.image.onLoad();
          }}
          className="absolute"
          style={placed(frame.after)}
        />
        <div className="absolute inset-0 bg-muted" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
          {/* biome-ignore lint/performance/noImgElement: as this server fetched it */}
          <img
            src={before}
            alt={text.given}
            onLoad={(event) => setWas(sizeOf(event))}
            onError={() => setBroken(true)}
            className="absolute"
            style={placed(frame.before)}
          />
        </div>
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

function sizeOf({
  currentTarget: { naturalWidth, naturalHeight },
}: SyntheticEvent<HTMLImageElement>): Size | null {
  return naturalWidth > 0 && naturalHeight > 0 ? { width: naturalWidth, height: naturalHeight } : null;
}

/** In the middle of the frame, as large as its share of it. */
function placed({ width, height }: Size): CSSProperties {
  return {
    width: `${100 * width}%`,
    height: `${100 * height}%`,
    left: `${50 * (1 - width)}%`,
    top: `${50 * (1 - height)}%`,
    maxWidth: "none",
  };
}
