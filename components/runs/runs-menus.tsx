"use client";

import { Columns3Icon, DownloadIcon } from "lucide-react";
import { addressOf } from "@/components/api/call";
import type { RunFilter } from "@/components/api/keys";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type ColumnName, columnNames } from "./columns";

interface RunsMenusProps {
  filter: RunFilter;
  columns: ReadonlySet<ColumnName>;
  onColumn: (name: ColumnName, shown: boolean) => void;
}

/** Which columns show, and the filter's runs as a file. */
export function RunsMenus({ filter, columns, onColumn }: RunsMenusProps) {
  const text = useText();
  return (
    <div className="flex gap-2">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="sm" className="max-md:hidden">
            <Columns3Icon aria-hidden />
            {text.runs.chooseColumns}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {columnNames.map((name) => (
            <DropdownMenuCheckboxItem
              key={name}
              checked={columns.has(name)}
              onCheckedChange={(shown) => onColumn(name, shown)}
              onSelect={(event) => event.preventDefault()}
            >
              {text.runs.columns[name]}
            </DropdownMenuCheckboxItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="sm">
            <DownloadIcon aria-hidden />
            {text.runs.export}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {(["csv", "ndjson"] as const).map((format) => (
            <DropdownMenuItem key={format} asChild>
              <a href={addressOf("GET /api/hitl/runs/export", { query: { ...filter, format } })} download>
                {text.runs.formats[format]}
              </a>
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
