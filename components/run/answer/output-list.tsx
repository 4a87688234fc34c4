"use client";

import type { ComponentType } from "react";
import type { Output } from "@/lib/contracts/parts";
import type { OutputKind } from "@/lib/contracts/words";
import { AudioOutput } from "./audio-output";
import { FileOutput } from "./file-output";
import { ImageOutputs } from "./image-outputs";
import { VideoOutput } from "./video-output";

// Pictures are shown together; every other kind one by one.
const renderers = {
  image: null,
  video: VideoOutput,
  audio: AudioOutput,
  text: FileOutput,
  json: FileOutput,
  file: FileOutput,
} as const satisfies Record<OutputKind, ComponentType<{ output: Output }> | null>;

interface OutputListProps {
  outputs: Output[];
  given?: string | null;
}

/** The files of an answer, each shown as what it is. */
export function OutputList({ outputs, given = null }: OutputListProps) {
  const images = outputs.filter((output) => output.kind === "image");
  return (
    <>
      {images.length > 0 && <ImageOutputs outputs={images} given={given} />}
      {outputs.map((output) => {
        const Renderer = renderers[output.kind];
        return Renderer && <Renderer key={output.index} output={output} />;
      })}
    </>
  );
}
