"use client";

import type { Entry } from "./fold";
import { GroupRow } from "./group-row";
import { type RowActions, RunRow } from "./run-row";

export interface RowState {
  chosen: string | null;
  selected: ReadonlySet<string>;
  actions: RowActions;
}

/** One row of the inbox: a run, or several alike. */
export function EntryRow({ entry, chosen, selected, actions }: RowState & { entry: Entry }) {
  const selecting = selected.size > 0;
  if (entry.kind === "run") {
    const { run, inGroup } = entry;
    return (
      <RunRow
        run={run}
        chosen={run.run_id === chosen}
        selected={selected.has(run.run_id)}
        selecting={selecting}
        inGroup={inGroup}
        actions={actions}
      />
    );
  }
  return (
    <GroupRow
      group={entry}
      chosen={!entry.open && entry.runs.some((run) => run.run_id === chosen)}
      picked={selecting ? entry.runs.filter((run) => selected.has(run.run_id)).length : 0}
      selecting={selecting}
      actions={actions}
    />
  );
}
