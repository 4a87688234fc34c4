import { dayIn, type Search, textIn } from "@/components/address/search";
import type { RunFilter } from "@/components/api/keys";
import { operationTypes, runStatuses, steps, wordIn } from "@/lib/contracts/word-lists";
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

/** So many rows the list asks for at once. */
export const pageRows = 50;

const sorts = ["created_at", "-created_at"] as const;

/** An empty text is no filter. */
export interface RunsView extends Record<FilterName, string> {
  status: RunStatus | "";
  step: Step | "";
  kind: OperationType | "";
  sort: (typeof sorts)[number];
}
export type ChangeView = (values: Partial<Record<FilterName | "sort", string | null>>) => void;

/** Reads an address; what makes no sense there is no filter. */
export function viewOf(search: Search): RunsView {
  const text = (name: FilterName) => textIn(search, name) ?? "";
  return {
    q: text("q"),
    status: wordIn(runStatuses, search.get("status")) ?? "",
    step: wordIn(steps, search.get("step")) ?? "",
    kind: wordIn(operationTypes, search.get("kind")) ?? "",
    provider: text("provider"),
    model: text("model"),
    user: text("user"),
    email: text("email"),
    agent: text("agent"),
    session: text("session"),
    type: text("type"),
    log: text("log"),
    by: text("by"),
    from: dayIn(search, "from") ?? "",
    until: dayIn(search, "until") ?? "",
    sort: wordIn(sorts, search.get("sort")) ?? "-created_at",
  };
}

/** The list's query for a view: days begin and end in the reader's own time zone. */
export function filterOf(view: RunsView): RunFilter {
  return {
    q: view.q || undefined,
    status: view.status || undefined,
    step: view.step || undefined,
    operation_type: view.kind || undefined,
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
