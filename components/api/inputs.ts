import { useQueries } from "@tanstack/react-query";
import { addressOf, call } from "./call";
import { keys } from "./keys";

/** As long as the server shows what it fetched, so that nobody looks at something else meanwhile. */
const fresh = 9 * 60_000;

/** What lies at addresses that a run names: this server fetches them, the browser asks nobody else. */
export function useInputs(runId: string, addresses: readonly string[]) {
  return useQueries({
    queries: addresses.map((address) => ({
      queryKey: keys.input(runId, address),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call("GET /api/hitl/runs/{id}/inputs", { params: { id: runId }, query: { address }, signal }),
      staleTime: fresh,
    })),
  });
}

/** Where this server shows what lies at an address that a run names. */
export function inputFile(runId: string, address: string): string {
  if (address.startsWith("data:")) return address;
  return addressOf("GET /api/hitl/runs/{id}/inputs/file", { params: { id: runId }, query: { address } });
}
