import {
  AudioLinesIcon,
  BinaryIcon,
  BrushIcon,
  ClapperboardIcon,
  ImageIcon,
  type LucideIcon,
  ShapesIcon,
  TagsIcon,
  TextIcon,
} from "lucide-react";
import type { OperationType } from "@/lib/contracts/words";

export const kindIcons = {
  image_generation: ImageIcon,
  image_editing: BrushIcon,
  video_generation: ClapperboardIcon,
  audio_generation: AudioLinesIcon,
  text_generation: TextIcon,
  embedding: BinaryIcon,
  classification: TagsIcon,
  other: ShapesIcon,
} as const satisfies Record<OperationType, LucideIcon>;

export function KindIcon({ kind, className }: { kind: OperationType | null; className?: string }) {
  const Icon = kindIcons[kind ?? "other"];
  return <Icon className={className} aria-hidden />;
}
