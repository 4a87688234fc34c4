"use client";

import type { ComponentProps } from "react";
import { useModKey } from "@/components/hooks/use-mod-key";
import { Kbd } from "./kbd";

/** `⌘↵` or `Ctrl ↵`. */
export function ConfirmKbd(props: ComponentProps<"kbd">) {
  const mod = useModKey();
  return <Kbd {...props}>{mod === "⌘" ? "⌘↵" : `${mod} ↵`}</Kbd>;
}
