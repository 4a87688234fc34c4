"use client";

import { FileIcon } from "lucide-react";
import type { ComponentType } from "react";
import { useText } from "@/components/text";
import { Acknowledge } from "./acknowledge";
import { FileLine } from "./file-line";
import { Film } from "./film";
import { type Material, type Shown, shownAs } from "./material";
import { Pictures } from "./pictures";
import { useSigned } from "./place";
import { Sound } from "./sound";

/** A file that no browser shows by itself: what it is, and the way to open it elsewhere. */
function NamedFile({ material }: { material: Material }) {
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

// Pictures are shown together; every other kind one by one.
const renderers = {
  picture: null,
  film: Film,
  sound: Sound,
  named: NamedFile,
} as const satisfies Record<Shown, ComponentType<{ material: Material }> | null>;

interface MaterialListProps {
  materials: Material[];
  /** The picture they were made from. */
  given?: string | null;
}

/** Files, each shown as what it is, or named as not shown. */
export function MaterialList({ materials, given = null }: MaterialListProps) {
  const pictures = materials.filter((material) => shownAs(material) === "picture");
  return (
    <>
      {pictures.length > 0 && <Pictures pictures={pictures} given={given} />}
      {materials.map((material) => {
        const Renderer = renderers[shownAs(material)];
        return Renderer && <Renderer key={material.url} material={material} />;
      })}
    </>
  );
}
