import type { Text } from "@/components/text/en";
import type { Output } from "@/lib/contracts/parts";
import type { Material } from "../material/material";

/** An output as a file to look at, with the name the desk has for it. */
export function outputMaterial({ index, kind, content_type, bytes, url }: Output, text: Text): Material {
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
