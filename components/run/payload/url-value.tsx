"use client";

import { FileIcon, ImageOffIcon } from "lucide-react";
import { useState } from "react";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { spelledOut } from "@/lib/core/hidden/segments";
import { Words } from "../words";

const picture = /^data:image\/|\.(png|jpe?g|webp|gif|avif|svg)(\?|#|$)/i;

/** A file's address: a thumbnail where it is a picture, and always the address itself to open. */
export function UrlValue({ url, label, compact = false }: { url: string; label: string; compact?: boolean }) {
  const text = useText();
  const [broken, setBroken] = useState(false);
  const shown = picture.test(url);
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      title={spelledOut(url.slice(0, 500))}
      className="group inline-flex max-w-full items-center gap-2.5 rounded-md border bg-background p-1 pr-2.5 text-xs text-muted-foreground hover:border-input"
    >
      <span
        className={cn(
          "grid shrink-0 place-items-center overflow-hidden rounded-sm bg-secondary",
          compact ? "size-9" : "size-16",
        )}
      >
        {shown && !broken ? (
          // biome-ignore lint/performance/noImgElement: addresses are the client's, not ours to optimise
          <img
            src={url}
            alt={text.payload.openImage(label)}
            loading="lazy"
            referrerPolicy="no-referrer"
            className="size-full object-cover"
            onError={() => setBroken(true)}
          />
        ) : shown ? (
          <ImageOffIcon className="size-4" role="img" aria-label={text.payload.imageUnreachable} />
        ) : (
          <FileIcon className="size-4" aria-hidden />
        )}
      </span>
      <span
        className={cn(
          "min-w-0 group-hover:text-foreground",
          compact ? "max-w-52 truncate" : "break-all line-clamp-3",
        )}
      >
        <Words still text={shortUrl(url)} />
      </span>
    </a>
  );
}

function shortUrl(url: string): string {
  if (url.startsWith("data:")) return `${url.slice(0, url.indexOf(",")).slice(0, 40)}…`;
  return url.replace(/^https?:\/\//, "");
}
