"use client";

import type { ComponentType } from "react";
import { Film } from "./film";
import { type Material, type Shown, shownAs } from "./material";
import { NamedFile } from "./named-file";
import { Pictures } from "./pictures";
import { Sound } from "./sound";

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
