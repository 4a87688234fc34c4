"use client";

import { ZoomInIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { bytes } from "@/components/format/bytes";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { Output } from "@/lib/contracts/parts";

const ImageZoom = dynamic(() => import("./image-zoom"), { ssr: false });

export function ImageOutputs({ outputs }: { outputs: Output[] }) {
  const text = useText();
  const [zoomed, setZoomed] = useState<number | null>(null);
  return (
    <>
      <ul className={cn("grid gap-3", outputs.length > 1 && "grid-cols-2")}>
        {outputs.map((output, index) => (
          <li key={output.index}>
            <button
              type="button"
              onClick={() => setZoomed(index)}
              className="group relative block w-full overflow-hidden rounded-lg border bg-muted"
              aria-label={`${text.answer.zoom}: ${text.answer.picture(output.index + 1)}`}
            >
              {/* biome-ignore lint/performance/noImgElement: our own stored artifact, shown at its own quality */}
              <img
                src={output.url}
                alt={text.answer.picture(output.index + 1)}
                className="mx-auto max-h-[34rem] w-full object-contain"
              />
              <span className="absolute right-2 bottom-2 grid size-8 place-items-center rounded-md bg-card/90 text-foreground opacity-0 shadow-sm transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100">
                <ZoomInIcon className="size-4" aria-hidden />
              </span>
            </button>
            <p className="figures mt-1.5 text-xs text-muted-foreground">
              {output.content_type} · {bytes(output.bytes)}
            </p>
          </li>
        ))}
      </ul>
      {zoomed !== null && (
        <ImageZoom outputs={outputs} index={zoomed} onMove={setZoomed} onClose={() => setZoomed(null)} />
      )}
    </>
  );
}
