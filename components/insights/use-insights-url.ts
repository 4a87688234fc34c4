import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { addressWith } from "@/components/address/search";
import { viewOf } from "./view";

/** What is shown, as the address says; changing it asks the server for figures only. */
export function useInsightsUrl() {
  const params = useSearchParams();
  const view = useMemo(() => viewOf(params), [params]);
  const change = useCallback((values: Record<string, string | null>) => {
    window.history.replaceState(null, "", addressWith(values));
  }, []);
  return { view, change };
}
