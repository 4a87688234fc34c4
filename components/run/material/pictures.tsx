"use client";

import { ZoomInIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, useRef, useState } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { Acknowledge } from "./acknowledge";
import { FileLine } from "./file-line";
import { pictureHeight } from "./looks";
import type { Material } from "./material";
import { usePictureSeen } from "./use-picture-seen";

const PictureZoom = dynamic(() => whenConnected(() => import("./picture-zoom")), { ssr: false });
const BeforeAfter = dynamic(() => whenConnected(() => import("./before-after")), { ssr: false });

interface PicturesProps {
  pictures: Material[];
  /** The picture the model was given to work on. */
  given: string | null;
}

/** Pictures beside each other, each to look at closer; over the one they were made from, if there is one. */
export function Pictures({ pictures, given }: PicturesProps) {
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
      <ul className={cn("grid gap-x-3 gap-y-4", pictures.length > 1 && "@md:grid-cols-2")}>
        {pictures.map((picture, index) => (
          <li key={picture.url} className="min-w-0">
            {view === "both" && given !== null ? (
              <BeforeAfter before={given} after={picture} />
            ) : (
              <Picture picture={picture} onZoom={() => setZoomed(index)} />
            )}
            <FileLine material={picture} />
          </li>
        ))}
      </ul>
      {zoomed !== null && (
        <PictureZoom pictures={pictures} index={zoomed} onMove={setZoomed} onClose={() => setZoomed(null)} />
      )}
    </>
  );
}

function Picture({ picture, onZoom }: { picture: Material; onZoom: () => void }) {
  const text = useText();
  const frame = useRef<HTMLButtonElement>(null);
  const { broken, end, image } = usePictureSeen(frame);
  if (broken) return <Acknowledge of={picture.url} says={text.material.broken(picture.name)} />;
  return (
    <button
      ref={frame}
      type="button"
      data-picture
      onClick={onZoom}
      onKeyDown={goAmongPictures}
      className="group relative block w-full overflow-hidden rounded-lg border bg-muted"
      aria-label={`${text.answer.zoom}: ${picture.name}`}
    >
      {/* biome-ignore lint/performance/noImgElement: a file kept or fetched by this server, at its own quality */}
      <img
        src={picture.url}
        alt={picture.name}
        className={`mx-auto ${pictureHeight} min-h-24 w-full object-contain`}
        {...image}
      />
      <span ref={end} aria-hidden className="absolute right-0 bottom-0 size-px" />
      <span className="absolute right-2 bottom-2 grid size-8 place-items-center rounded-md bg-card/90 text-foreground opacity-0 shadow-sm transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100">
        <ZoomInIcon className="size-4" aria-hidden />
      </span>
    </button>
  );
}

/** ← → go on from a picture to the next beside it, and from the last to the first. */
function goAmongPictures(event: KeyboardEvent<HTMLElement>) {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (by === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const list = event.currentTarget.closest("ul");
  const pictures = [...(list?.querySelectorAll<HTMLElement>("[data-picture]") ?? [])];
  if (pictures.length < 2) return;
  event.preventDefault();
  pictures.at((pictures.indexOf(event.currentTarget) + by) % pictures.length)?.focus();
}
