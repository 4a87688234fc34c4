"use client";

import { FileIcon } from "lucide-react";
import { useText } from "@/components/text";
import { Acknowledge } from "./acknowledge";
import { FileLine } from "./file-line";
import type { Material } from "./material";
import { useSigned } from "./place";

/** A file that no browser shows by itself: what it is, and the way to open it elsewhere. */
export function NamedFile({ material }: { material: Material }) {
  const text = useText().material;
  const signed = useSigned();
  return (
    <div className="rounded-lg border bg-background px-3 pt-1 pb-2.5">
      {signed ? (
        <Acknowledge of={material.url} says={text.notShown(material.name, material.contentType)} />
      ) : (
        <FileIcon className="mt-1.5 size-4 text-muted-foreground" aria-hidden />
      )}
      <FileLine material={material} />
    </div>
  );
}
