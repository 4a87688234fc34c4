"use client";

import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { useConnection } from "./live-provider";

const looks = {
  connecting: "bg-muted-foreground/50",
  live: "bg-success",
  reconnecting: "bg-warning animate-pulse",
  offline: "bg-transparent ring-2 ring-inset ring-destructive",
} as const;

export function ConnectionDot() {
  const text = useText();
  const connection = useConnection();
  const sentence = text.shell.connection[connection];
  return (
    <span role="status" title={sentence} className="grid size-8 place-items-center">
      <span className={cn("size-2 rounded-full transition-colors", looks[connection])} />
      <span className="sr-only">{sentence}</span>
    </span>
  );
}
