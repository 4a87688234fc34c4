import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { addressWith } from "@/components/address/search";
import { type ChangeView, type RunsView, viewOf } from "./view";

/** What the list shows, as the URL says it; changing it asks the server for no page. */
export function useRunsUrl(): { view: RunsView; change: ChangeView } {
  const params = useSearchParams();
  const view = useMemo(() => viewOf(params), [params]);
  const change = useCallback<ChangeView>((values) => {
    window.history.replaceState(null, "", addressWith(values));
  }, []);
  return { view, change };
}
