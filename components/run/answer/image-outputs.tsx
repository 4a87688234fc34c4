"use client";

import { ZoomInIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { bytes } from "@/components/format/bytes";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { Output } from "@/lib/contracts/parts";
import { useUnseenPart } from "../unseen";

const ImageZoom = dynamic(() => import("./image-zoom"), { ssr: false });

export function ImageOutputs({ outputs }: { outputs: Output[] }) {
  const [zoomed, setZoomed] = useState<number | null>(null);
  return (
    <>
      <ul className={cn("grid gap-3", outputs.length > 1 && "grid-cols-2")}>
        {outputs.map((output, index) => (
          <li key={output.index}>
            <Picture output={output} onZoom={() => setZoomed(index)} />
          </li>
        ))}
      </ul>
      {zoomed !== null && (
        <ImageZoom outputs={outputs} index={zoomed} onMove={setZoomed} onClose={() => setZoomed(null)} />
      )}
    </>
  );
}

function Picture({ output, onZoom }: { output: Output; onZoom: () => void }) {
  const text = useText();
  const [state, setState] = useState<"loading" | "shown" | "broken">("loading");
  const name = text.answer.picture(output.index + 1);
  // A picture that cannot be loaded may be passed over, but knowingly.
  useUnseenPart(state !== "shown", () => setState("shown"));
  return (
    <>
      <button
        type="button"
        onClick={onZoom}
        className="group relative block w-full overflow-hidden rounded-lg border bg-muted"
        aria-label={`${text.answer.zoom}: ${name}`}
      >
        {/* biome-ignore lint/performance/noImgElement: our own stored artifact, shown at its own quality */}
        <img
          src={output.url}
          alt={name}
          className="mx-auto max-h-[34rem] min-h-24 w-full object-contain"
          onLoad={() => setState("shown")}
          onError={() => setState("broken")}
        />
        <span className="absolute right-2 bottom-2 grid size-8 place-items-center rounded-md bg-card/90 text-foreground opacity-0 shadow-sm transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100">
          <ZoomInIcon className="size-4" aria-hidden />
        </span>
      </button>
      <p className="figures mt-1.5 text-xs text-muted-foreground">
        {state === "broken" ? (
          <span className="text-destructive">{text.answer.pictureBroken}</span>
        ) : (
          `${output.content_type} · ${bytes(output.bytes, text.time)}`
        )}
      </p>
    </>
  );
}
