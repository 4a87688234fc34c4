"use client";

import { SealedValue } from "@/components/run/payload/sealed-value";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { Sealed } from "@/lib/contracts/sealed";

interface LockedControlProps {
  sealed: Sealed;
  title: string;
  id?: string | undefined;
  describedBy?: string | undefined;
  /** Wants another value in its place. */
  onReplace: () => void;
}

/** A field whose secret is kept: nobody reads it, and anybody who edits can give another. */
export function LockedControl({ sealed, title, id, describedBy, onReplace }: LockedControlProps) {
  const text = useText();
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <SealedValue sealed={sealed} />
      <Button
        id={id}
        type="button"
        variant="outline"
        size="sm"
        aria-label={text.edit.replaceSecret(title)}
        aria-describedby={describedBy}
        onClick={onReplace}
      >
        {text.edit.replace}
      </Button>
    </div>
  );
}
