import { useStored } from "@/components/hooks/use-stored";

/** The columns that can be left out, in their order; the run itself always shows. */
export const columnNames = ["model", "kind", "status", "user", "session", "cost", "took", "created"] as const;
export type ColumnName = (typeof columnNames)[number];

const usual: readonly ColumnName[] = ["model", "status", "cost", "took", "created"];

/** Which columns show, kept in this browser. */
export function useColumns(): [ReadonlySet<ColumnName>, (name: ColumnName, shown: boolean) => void] {
  const [stored, store] = useStored("countersign.runs.columns");
  const chosen = stored === null ? usual : columnNames.filter((name) => stored.split(",").includes(name));
  const show = (name: ColumnName, shown: boolean) =>
    store(columnNames.filter((each) => (each === name ? shown : chosen.includes(each))).join(","));
  return [new Set(chosen), show];
}
