import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { RunFilter } from "@/components/api/list-runs";
import type { OperationType, RunStatus, Step } from "@/lib/contracts/words";

/** The names of the filters in the URL; the dates are days there. */
export const filterNames = [
  "q",
  "status",
  "step",
  "kind",
  "provider",
  "model",
  "user",
  "email",
  "agent",
  "session",
  "type",
  "log",
  "by",
  "from",
  "until",
] as const;
type FilterName = (typeof filterNames)[number];

export type RunsView = Record<FilterName, string> & { sort: "created_at" | "-created_at" };
export type ChangeView = (values: Partial<Record<FilterName | "sort", string | null>>) => void;

/** What the list shows, as the URL says it; changing it asks the server for no page. */
export function useRunsUrl(): { view: RunsView; change: ChangeView } {
  const params = useSearchParams();
  const view = useMemo(() => {
    const named = Object.fromEntries(filterNames.map((name) => [name, params.get(name) ?? ""]));
    const sort = params.get("sort") === "created_at" ? "created_at" : "-created_at";
    return { ...named, sort } as RunsView;
  }, [params]);
  const change = useCallback<ChangeView>((values) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    window.history.replaceState(null, "", next.size === 0 ? "/runs" : `/runs?${next}`);
  }, []);
  return { view, change };
}

/** The list's query for a view: days begin and end in the reader's own time zone. */
export function filterOf(view: RunsView): RunFilter {
  return {
    q: view.q || undefined,
    status: (view.status || undefined) as RunStatus | undefined,
    step: (view.step || undefined) as Step | undefined,
    operation_type: (view.kind || undefined) as OperationType | undefined,
    provider: view.provider || undefined,
    model: view.model || undefined,
    user_id: view.user || undefined,
    user_email: view.email || undefined,
    agent_email: view.agent || undefined,
    session_id: view.session || undefined,
    message_type: view.type || undefined,
    log_id: view.log || undefined,
    created_by: view.by || undefined,
    created_after: startOfDay(view.from, 0),
    created_before: startOfDay(view.until, 1),
    sort: view.sort,
  };
}

function startOfDay(day: string, later: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (!year) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString();
}
