import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import type { OperationType, Step } from "@/lib/contracts/words";
import type { Claimed, InboxView, Sort } from "./arrange";

/** The chosen run and the filter, as the URL says; changing them asks the server for nothing. */
export function useInboxUrl() {
  const params = useSearchParams();
  const inUrl = params.get("run");
  const [choice, setChoice] = useState<{ runId: string | null; insteadOf: string | null } | null>(null);
  // The router tells of a new URL when it finds the time; until then a choice stands in for it, so that it shows at once,
  // unless somebody else has set another URL meanwhile.
  const ahead = choice !== null && choice.insteadOf === inUrl && choice.runId === runInLocation();
  if (choice !== null && !ahead) setChoice(null);
  const runId = ahead ? choice.runId : inUrl;
  const told = useRef(inUrl);
  told.current = inUrl;
  const view = useMemo<InboxView>(
    () => ({
      sort: (params.get("sort") as Sort | null) ?? "due",
      claimed: (params.get("claimed") as Claimed | null) ?? "all",
      step: params.get("step") as Step | null,
      kind: params.get("kind") as OperationType | null,
      provider: params.get("provider"),
      model: params.get("model"),
      reason: params.get("reason"),
      folded: params.get("similar") !== "apart",
      text: params.get("q") ?? "",
    }),
    [params],
  );
  const change = useCallback((values: Record<string, string | null>, how: "push" | "replace" = "replace") => {
    const next = new URLSearchParams(window.location.search);
    if (values.run !== undefined) setChoice({ runId: values.run, insteadOf: told.current });
    for (const [name, value] of Object.entries(values)) {
      if (value === null || value === "") next.delete(name);
      else next.set(name, value);
    }
    const url = next.size === 0 ? window.location.pathname : `?${next}`;
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  }, []);
  return { runId, view, change };
}

function runInLocation(): string | null {
  return new URLSearchParams(window.location.search).get("run");
}
