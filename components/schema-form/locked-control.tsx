"use client";

import { AddressChip } from "@/components/run/material/address-chip";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { StandsFor } from "@/lib/contracts/is-file-ref";
import { isSealed } from "@/lib/contracts/is-sealed";

interface LockedControlProps {
  stands: StandsFor;
  title: string;
  id?: string | undefined;
  describedBy?: string | undefined;
  /** Wants another value in its place. */
  onReplace: () => void;
}

/** A field whose secret is kept, which nobody reads, or that names a file: whoever edits can give another. */
export function LockedControl({ stands, title, id, describedBy, onReplace }: LockedControlProps) {
  const text = useText();
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <AddressChip address={stands} />
      <Button
        id={id}
        type="button"
        variant="outline"
        size="sm"
        aria-label={isSealed(stands) ? text.edit.replaceSecret(title) : text.edit.replaceFile(title)}
        aria-describedby={describedBy}
        onClick={onReplace}
      >
        {text.edit.replace}
      </Button>
    </div>
  );
}
