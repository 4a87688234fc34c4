"use client";

import { useText } from "@/components/text";
import type { Text } from "@/components/text/en";
import type { Output } from "@/lib/contracts/parts";
import type { Material } from "../material/material";
import { MaterialList } from "../material/material-list";

interface OutputListProps {
  outputs: Output[];
  given?: string | null;
}

/** The files of an answer, each shown as what it is. */
export function OutputList({ outputs, given = null }: OutputListProps) {
  const text = useText();
  return <MaterialList materials={outputs.map((output) => materialOf(output, text))} given={given} />;
}

/** An output as a file to look at, with the name the desk has for it. */
function materialOf({ index, kind, content_type, bytes, url }: Output, text: Text): Material {
  const name = {
    image: text.answer.picture,
    video: text.answer.video,
    audio: text.answer.sound,
    text: text.answer.file,
    json: text.answer.file,
    file: text.answer.file,
  }[kind](index + 1);
  return { url, name, kind, contentType: content_type, bytes };
}
