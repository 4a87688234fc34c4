"use client";

import { cn } from "@/components/ui/cn";

interface SelectBoxProps {
  label: string;
  checked: boolean | "some";
  /** Whether it is seen without pointing at the row. */
  shown: boolean;
  onToggle: (range: boolean) => void;
}

/** The tick over a row's picture. */
export function SelectBox({ label, checked, shown, onToggle }: SelectBoxProps) {
  return (
    <label
      className={cn(
        "absolute top-4 left-4 grid size-11 cursor-pointer place-items-center rounded-md bg-card/85 transition-opacity group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-[:focus-visible]:outline-2",
        !shown && checked === false && "opacity-0",
      )}
    >
      <input
        type="checkbox"
        aria-label={label}
        className="size-4.5 accent-primary"
        checked={checked === true}
        ref={(box) => {
          if (box) box.indeterminate = checked === "some";
        }}
        onChange={() => {
          // The click says with which keys.
        }}
        onClick={(event) => onToggle(event.shiftKey)}
      />
    </label>
  );
}
