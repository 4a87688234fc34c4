"use client";

import type { ReactElement } from "react";
import { useText } from "@/components/text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Sort } from "./arrange";

const sorts: Sort[] = ["due", "age", "cost"];

interface SortMenuProps {
  sort: Sort;
  onChange: (sort: string) => void;
  children: ReactElement;
}

export default function SortMenu({ sort, onChange, children }: SortMenuProps) {
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
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
