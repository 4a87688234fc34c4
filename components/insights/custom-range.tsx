"use client";

import { useAdminText } from "@/components/text/admin-text";
import { Input } from "@/components/ui/input";

interface CustomRangeProps {
  first: string | null;
  last: string | null;
  change: (values: Record<string, string | null>) => void;
}

/** Two UTC days, both included; choosing one past the other takes the other along. */
export function CustomRange({ first, last, change }: CustomRangeProps) {
  const text = useAdminText();
  return (
    <span className="flex items-center gap-1.5 text-sm text-muted-foreground">
      <Input
        type="date"
        aria-label={text.insights.first}
        value={first ?? ""}
        className="figures h-8 w-36 md:text-xs"
        onChange={({ target: { value } }) => {
          if (value !== "") change({ from: value, to: last !== null && last < value ? value : last });
        }}
      />
      –
      <Input
        type="date"
        aria-label={text.insights.last}
        value={last ?? ""}
        className="figures h-8 w-36 md:text-xs"
        onChange={({ target: { value } }) => {
          if (value !== "") change({ to: value, from: first !== null && first > value ? value : first });
        }}
      />
    </span>
  );
}
