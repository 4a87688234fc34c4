"use client";

import { FingerprintIcon } from "lucide-react";
import { shortDigest } from "@/components/format/short-digest";
import { useText } from "@/components/text";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

/** The number and the digest of what would be signed; the whole digest on hover and focus. */
export function Signed({ revision, digest }: { revision: number | null; digest: string }) {
  const text = useText();
  return (
    <p className="mt-4 flex items-center gap-1.5 text-xs text-muted-foreground">
      <FingerprintIcon className="size-3.5" aria-hidden />
      {revision !== null && <span className="figures">{text.payload.revision(revision)} ·</span>}
      <Tooltip>
        <TooltipTrigger className="rounded-sm font-mono">{shortDigest(digest)}</TooltipTrigger>
        <TooltipContent className="break-all">
          {text.payload.digest}: {digest}
        </TooltipContent>
      </Tooltip>
    </p>
  );
}
