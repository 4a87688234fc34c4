"use client";

import { ChevronLeftIcon, ChevronRightIcon, DownloadIcon, ZoomInIcon, ZoomOutIcon } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useKeys } from "@/components/hooks/use-keys";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import type { Material } from "./material";

interface PictureZoomProps {
  pictures: Material[];
  index: number;
  onMove: (index: number) => void;
  onClose: () => void;
}

const step = 1.25;
/** Of the pixels a picture has, and of those it takes. */
const most = 16;
const least = 64;

/** A picture as large as the window, or in any size; arrow keys move between pictures, + and − change the size. */
export default function PictureZoom({ pictures, index, onMove, onClose }: PictureZoomProps) {
  const text = useText();
  const drawn = useRef<HTMLImageElement>(null);
  // In pixels of the page; null where it fits the window.
  const [width, setWidth] = useState<number | null>(null);
  const picture = pictures[index];
  // What lies under a picture is not signed from above it.
  useKeys("dialog", { "mod+enter": () => {} });
  if (!picture) return null;
  const move = (by: number) => {
    setWidth(null);
    onMove((index + by + pictures.length) % pictures.length);
  };
  const zoom = (factor: number) => {
    const image = drawn.current;
    if (!image || image.naturalWidth === 0) return;
    const wanted = (width ?? image.getBoundingClientRect().width) * factor;
    setWidth(Math.min(most * image.naturalWidth, Math.max(least, wanted)));
  };
  const full = () => setWidth(drawn.current?.naturalWidth ?? null);
  const keys: Record<string, () => void> = {
    arrowright: () => move(1),
    arrowleft: () => move(-1),
    "+": () => zoom(step),
    "=": () => zoom(step),
    "-": () => zoom(1 / step),
    0: () => setWidth(null),
    1: full,
  };
  const hear = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    keys[event.key.toLowerCase()]?.();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        closeLabel={text.shell.close}
        className="h-[calc(100dvh-2rem)] grid-rows-[auto_1fr] gap-3 p-4 sm:max-w-[calc(100%-2rem)]"
        onKeyDown={hear}
      >
        <div className="flex flex-wrap items-center gap-2 pr-10">
          <DialogTitle className="mr-auto text-base">{picture.name}</DialogTitle>
          <DialogDescription className="sr-only">{picture.contentType}</DialogDescription>
          {pictures.length > 1 && (
            <>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={text.answer.previous}
                onClick={() => move(-1)}
              >
                <ChevronLeftIcon aria-hidden />
              </Button>
              <Button variant="ghost" size="icon-sm" aria-label={text.answer.next} onClick={() => move(1)}>
                <ChevronRightIcon aria-hidden />
              </Button>
            </>
          )}
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={text.material.smaller}
            onClick={() => zoom(1 / step)}
          >
            <ZoomOutIcon aria-hidden />
          </Button>
          <Button variant="ghost" size="icon-sm" aria-label={text.material.larger} onClick={() => zoom(step)}>
            <ZoomInIcon aria-hidden />
          </Button>
          <Button
            variant="outline"
            size="sm"
            aria-pressed={width !== null}
            onClick={() => (width === null ? full() : setWidth(null))}
          >
            {width === null ? text.answer.full : text.answer.fit}
          </Button>
          <Button variant="outline" size="icon-sm" asChild>
            <a href={picture.url} download aria-label={text.answer.download}>
              <DownloadIcon aria-hidden />
            </a>
          </Button>
        </div>
        <div
          className={cn(
            "grid min-h-0 overflow-auto rounded-lg bg-muted",
            width !== null && "cursor-grab active:cursor-grabbing",
          )}
          onPointerMove={drag}
        >
          {/* biome-ignore lint/performance/noImgElement: a file kept or fetched by this server, pixel by pixel */}
          <img
            ref={drawn}
            src={picture.url}
            alt={picture.name}
            draggable={false}
            className={cn("m-auto", width === null ? "max-h-full max-w-full object-contain" : "max-w-none")}
            style={width === null ? undefined : { width }}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** What is larger than its frame is drawn about with the mouse; a finger scrolls it by itself. */
function drag({ buttons, pointerType, movementX, movementY, currentTarget }: PointerEvent<HTMLElement>) {
  if (buttons === 1 && pointerType === "mouse") currentTarget.scrollBy(-movementX, -movementY);
}
