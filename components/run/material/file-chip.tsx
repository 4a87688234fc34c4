"use client";

import { FileIcon } from "lucide-react";
import type { FileRef } from "@/lib/contracts/file-ref";
import { Words } from "../words";
import { fileMaterial, shownAs } from "./material";

/** A file of ours, by its name; with its picture where it is one. */
export function FileChip({ file }: { file: FileRef }) {
  const isPicture = shownAs(fileMaterial(file, "")) === "picture";
  return (
    <span className="inline-flex max-w-full items-center gap-2 rounded-md border bg-background p-1 pr-2.5 text-xs text-muted-foreground">
      <span className="grid size-8 shrink-0 place-items-center overflow-hidden rounded-sm bg-secondary">
        {isPicture ? (
          // biome-ignore lint/performance/noImgElement: it is served with a session alone
          <img src={file.url} alt="" className="size-full object-cover" />
        ) : (
          <FileIcon className="size-4" aria-hidden />
        )}
      </span>
      <span className="min-w-0 wrap-anywhere">
        <Words still text={file.name} />
      </span>
    </span>
  );
}
