"use client";

import type { ReactElement } from "react";
import { useText } from "@/components/text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type Sort, sorts } from "./arrange";

interface SortMenuProps {
  sort: Sort;
  onChange: (sort: string) => void;
  folded: boolean;
  onFold: (folded: boolean) => void;
  children: ReactElement;
}

export default function SortMenu({ sort, onChange, folded, onFold, children }: SortMenuProps) {
  const text = useText();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>{text.inbox.sort}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={sort} onValueChange={onChange}>
          {sorts.map((each) => (
            <DropdownMenuRadioItem key={each} value={each}>
              {text.inbox.sorts[each]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => onFold(!folded)}>
          {folded ? text.inbox.showApart : text.inbox.foldSimilar}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
