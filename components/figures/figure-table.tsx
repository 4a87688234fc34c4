import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface FigureRow {
  key: string;
  /** The first names the row. */
  cells: ReactNode[];
}

export interface FigureTableProps {
  caption: string;
  head: string[];
  rows: FigureRow[];
  className?: string;
}

/** Figures as a table: the first column names, the others hold figures set under each other. */
export function FigureTable({ caption, head, rows, className }: FigureTableProps) {
  return (
    <table className={cn("figures w-full text-sm", className)}>
      <caption className="sr-only">{caption}</caption>
      <thead className="text-xs text-muted-foreground">
        <tr className="border-b">
          {head.map((name, column) => (
            <th
              key={name}
              scope="col"
              className={cn(
                "sticky top-0 bg-card py-2 pr-4 align-bottom font-medium last:pr-0",
                column === 0 ? "text-left" : "text-right",
              )}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, column) =>
              column === 0 ? (
                <th key={head[column]} scope="row" className="py-2 pr-4 text-left font-normal">
                  {cell}
                </th>
              ) : (
                <td key={head[column]} className="py-2 pr-4 text-right whitespace-nowrap last:pr-0">
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
