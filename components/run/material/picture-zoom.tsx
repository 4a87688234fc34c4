"use client";

import { ChevronLeftIcon, ChevronRightIcon, DownloadIcon } from "lucide-react";
import { useState } from "react";
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

/** A picture as large as the window, or pixel by pixel; arrow keys move between pictures. */
export default function PictureZoom({ pictures, index, onMove, onClose }: PictureZoomProps) {
  const text = useText();
  const [full, setFull] = useState(false);
  const picture = pictures[index];
  if (!picture) return null;
  const move = (by: number) => onMove((index + by + pictures.length) % pictures.length);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        closeLabel={text.shell.close}
        className="h-[calc(100dvh-2rem)] grid-rows-[auto_1fr] gap-3 p-4 sm:max-w-[calc(100%-2rem)]"
        onKeyDown={(event) => {
          if (event.key === "ArrowRight") move(1);
          if (event.key === "ArrowLeft") move(-1);
        }}
      >
        <div className="flex items-center gap-2 pr-10">
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
          <Button variant="outline" size="sm" aria-pressed={full} onClick={() => setFull(!full)}>
            {full ? text.answer.fit : text.answer.full}
          </Button>
          <Button variant="outline" size="icon-sm" asChild>
            <a href={picture.url} download aria-label={text.answer.download}>
              <DownloadIcon aria-hidden />
            </a>
          </Button>
        </div>
        <div className="grid min-h-0 overflow-auto rounded-lg bg-muted">
          {/* biome-ignore lint/performance/noImgElement: a file kept or fetched by this server, pixel by pixel */}
          <img
            src={picture.url}
            alt={picture.name}
            className={cn("m-auto", full ? "max-w-none" : "max-h-full max-w-full object-contain")}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}
