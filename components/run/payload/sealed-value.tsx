"use client";

import { LockIcon } from "lucide-react";
import { useText } from "@/components/text";
import type { Sealed } from "@/lib/contracts/sealed";
import { Words } from "../words";

/** A secret of the payload: that it is there, and what may be shown of it. */
export function SealedValue({ sealed }: { sealed: Sealed }) {
  const text = useText();
  return (
    <span
      title={text.edit.secret}
      className="inline-flex max-w-full items-center gap-2 rounded-md border bg-secondary px-2 py-1 text-xs text-muted-foreground"
    >
      <LockIcon className="size-3.5 shrink-0" role="img" aria-label={text.edit.sealed} />
      <span className="min-w-0 wrap-anywhere">
        <Words text={sealed.shown} />
      </span>
    </span>
  );
}
