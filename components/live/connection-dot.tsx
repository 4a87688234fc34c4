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

/** Whether what one sees is what there is: a dot, its word, and the whole sentence on hover. */
export function ConnectionDot() {
  const { shell } = useText();
  const connection = useConnection();
  const troubled = connection === "reconnecting" || connection === "offline";
  return (
    <span
      role="status"
      title={shell.connection[connection]}
      className={cn(
        "flex h-8 items-center gap-2 rounded-full px-1.5 text-xs whitespace-nowrap sm:px-2.5 text-muted-foreground",
        connection === "reconnecting" && "bg-warning-soft font-medium text-warning",
        connection === "offline" && "bg-destructive-soft font-medium text-destructive",
      )}
    >
      <span aria-hidden className={cn("size-2 shrink-0 rounded-full transition-colors", looks[connection])} />
      <span className={troubled ? "max-sm:sr-only" : "max-xl:sr-only"}>
        {shell.connectionWord[connection]}
      </span>
      <span className="sr-only">{shell.connection[connection]}</span>
    </span>
  );
}
