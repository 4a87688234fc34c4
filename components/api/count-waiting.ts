import { useQuery } from "@tanstack/react-query";
import type { Waiting } from "@/lib/contracts/run";
import { keys } from "./keys";
import { request } from "./request";

/** How many runs wait for a person, as the server counts them; asked for where the list itself is not all there. */
export function useWaitingNumber(enabled: boolean) {
  return useQuery({
    queryKey: keys.waitingNumber,
    queryFn: ({ signal }) => request<Waiting>("/api/hitl/runs/waiting", { signal }),
    enabled,
  });
}
