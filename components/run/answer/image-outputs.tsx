"use client";

import { ZoomInIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import type { Output } from "@/lib/contracts/parts";
import { useUnseenPart } from "../unseen";
import { FileLine } from "./file-line";

const ImageZoom = dynamic(() => whenConnected(() => import("./image-zoom")), { ssr: false });
const BeforeAfter = dynamic(() => whenConnected(() => import("./before-after")), { ssr: false });

interface ImageOutputsProps {
  outputs: Output[];
  /** The picture the model was given to work on. */
  given: string | null;
}

/** Pictures beside each other, each to look at closer; over the one they were made from, if there is one. */
export function ImageOutputs({ outputs, given }: ImageOutputsProps) {
  const text = useText().answer;
  const [zoomed, setZoomed] = useState<number | null>(null);
  const [view, setView] = useState<"pictures" | "both">("pictures");
  return (
    <>
      {given !== null && (
        <Segmented
          label={text.compareViews}
          value={view}
          onChange={setView}
          options={[
            { value: "pictures", label: text.pictures },
            { value: "both", label: text.beforeAfter },
          ]}
        />
      )}
      <ul className={cn("grid gap-x-3 gap-y-4", outputs.length > 1 && "@md:grid-cols-2")}>
        {outputs.map((output, index) => (
          <li key={output.url} className="min-w-0">
            {view === "both" && given !== null ? (
              <BeforeAfter before={given} after={output.url} name={text.picture(output.index + 1)} />
            ) : (
              <Picture output={output} onZoom={() => setZoomed(index)} />
            )}
            <FileLine output={output} name={text.picture(output.index + 1)} />
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
      {state === "broken" && <p className="mt-1.5 text-xs text-destructive">{text.answer.pictureBroken}</p>}
    </>
  );
}
