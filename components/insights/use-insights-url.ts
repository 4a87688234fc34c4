import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { viewOf } from "./view";

/** What is shown, as the address says; changing it asks the server for figures only. */
export function useInsightsUrl() {
  const params = useSearchParams();
  const view = useMemo(() => viewOf(new URLSearchParams(params)), [params]);
  const change = useCallback((values: Record<string, string | null>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value === null || value === "") next.delete(name);
      else next.set(name, value);
    }
    window.history.replaceState(null, "", next.size === 0 ? window.location.pathname : `?${next}`);
  }, []);
  return { view, change };
}
