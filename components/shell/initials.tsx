import { cn } from "@/components/ui/cn";

/** A person in one or two letters; always beside or under the full name. */
export function Initials({ name, className }: { name: string; className?: string }) {
  const parts = name.trim().split(/\s+/);
  const letters = [parts.at(0), parts.length > 1 ? parts.at(-1) : undefined].map(
    (part) => part?.charAt(0) ?? "",
  );
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid size-5 shrink-0 place-items-center rounded-full bg-accent text-[0.625rem] font-semibold text-accent-foreground uppercase",
        className,
      )}
    >
      {letters.join("")}
    </span>
  );
}
