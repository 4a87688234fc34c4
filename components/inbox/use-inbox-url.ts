import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import { addressWith } from "@/components/address/search";
import { viewOf } from "./arrange";

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
  const view = useMemo(() => viewOf(params), [params]);
  const change = useCallback((values: Record<string, string | null>, how: "push" | "replace" = "replace") => {
    if (values.run !== undefined) setChoice({ runId: values.run, insteadOf: told.current });
    const url = addressWith(values);
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  }, []);
  return { runId, view, change };
}

function runInLocation(): string | null {
  return new URLSearchParams(window.location.search).get("run");
}
