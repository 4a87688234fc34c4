"use client";

import { PlusIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Blank } from "@/components/shell/blank";
import { Button } from "@/components/ui/button";
import { ListPending, SettingsPage } from "./settings-page";

interface ListPageProps<Row> {
  title: string;
  hint: string;
  add: string;
  onAdd: () => void;
  list: { data: Row[] | undefined; error: Error | null; refetch: () => unknown };
  /** What stands in place of no rows. */
  blank: { seed: string; title: string; hint: string };
  children: (rows: Row[]) => ReactNode;
  below?: ReactNode;
}

/** A page of a list to which an admin adds: what it holds, or that it is on its way, did not come, or holds nothing yet. */
export function ListPage<Row>({ title, hint, add, onAdd, list, blank, children, below }: ListPageProps<Row>) {
  return (
    <SettingsPage
      title={title}
      hint={hint}
      action={
        <Button onClick={onAdd}>
          <PlusIcon aria-hidden />
          {add}
        </Button>
      }
    >
      {!list.data ? (
        <ListPending error={list.error} onAgain={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <div className="grid min-h-60 rounded-xl border border-dashed">
          <Blank {...blank} />
        </div>
      ) : (
        children(list.data)
      )}
      {below}
    </SettingsPage>
  );
}
