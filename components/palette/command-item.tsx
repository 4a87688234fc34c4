"use client";

import { Command } from "cmdk";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface CommandItemProps {
  /** Names it among all others. */
  value: string;
  icon: LucideIcon;
  onSelect: () => void;
  children: ReactNode;
  /** Stands at the end of the row. */
  aside?: ReactNode;
}

export function CommandItem({ value, icon: Icon, onSelect, children, aside }: CommandItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-sm data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground"
    >
      <Icon className="size-4 shrink-0 opacity-70" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside}
    </Command.Item>
  );
}
