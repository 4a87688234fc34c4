"use client";

import { DownloadIcon } from "lucide-react";
import { bytes } from "@/components/format/bytes";
import { useText } from "@/components/text";
import { Words } from "../words";
import type { Material } from "./material";
import { WholeAddress } from "./whole-address";

/** A file's name, type and size, and the way to keep it. */
export function FileLine({
  material: { url, name, contentType, bytes: size, from },
}: {
  material: Material;
}) {
  const text = useText();
  return (
    <>
      <p className="figures mt-1.5 flex items-center gap-2 text-xs text-muted-foreground">
        <span className="min-w-0 wrap-anywhere">
          <Words text={name} /> · <Words text={contentType} />
          {size !== null && ` · ${bytes(size, text.time)}`}
        </span>
        <a
          href={url}
          download
          aria-label={`${text.answer.download}: ${name}`}
          className="ml-auto inline-flex shrink-0 items-center gap-1 rounded-sm font-medium text-primary hover:underline"
        >
          <DownloadIcon className="size-3.5" aria-hidden />
          {text.answer.download}
        </a>
      </p>
      {from !== undefined && <WholeAddress address={from} />}
    </>
  );
}
