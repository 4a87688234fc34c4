import { useQueries } from "@tanstack/react-query";
import type { InputView } from "@/lib/contracts/input";
import { keys } from "./keys";
import { query, request } from "./request";

const pathOf = (runId: string) => `/api/hitl/runs/${encodeURIComponent(runId)}/inputs`;

/** As long as the server shows what it fetched, so that nobody looks at something else meanwhile. */
const fresh = 9 * 60_000;

/** What lies at addresses that a run names: this server fetches them, the browser asks nobody else. */
export function useInputs(runId: string, addresses: readonly string[]) {
  return useQueries({
    queries: addresses.map((address) => ({
      queryKey: keys.input(runId, address),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        request<InputView>(`${pathOf(runId)}${query({ address })}`, { signal }),
      staleTime: fresh,
    })),
  });
}

/** Where this server shows what lies at an address that a run names. */
export function inputFile(runId: string, address: string): string {
  return address.startsWith("data:") ? address : `${pathOf(runId)}/file${query({ address })}`;
}
