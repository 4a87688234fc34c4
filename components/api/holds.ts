import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Hold, PlaceHold } from "@/lib/contracts/holds";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** What becomes of held calls is counted anew so often. */
const lookEvery = 5_000;
/** Those that have ended are many in the end; the newest are shown. */
const most = 50;

export function useHolds() {
  return useQuery({
    queryKey: keys.holds,
    queryFn: async ({ signal }) => {
      const { data } = await call("GET /api/hitl/holds", { query: { limit: most }, signal });
      return data;
    },
    refetchInterval: lookEvery,
  });
}

/** The banner of every page knows holds by their providers. */
function useRefreshed() {
  const client = useQueryClient();
  return () =>
    Promise.all([keys.holds, keys.providers].map((queryKey) => client.invalidateQueries({ queryKey })));
}

export function usePlaceHold() {
  const refresh = useRefreshed();
  return useMutation<Hold, ApiError, PlaceHold>({
    mutationFn: (body) => call("POST /api/hitl/holds", { body }),
    onSettled: refresh,
  });
}

export function useEndHold() {
  const refresh = useRefreshed();
  return useMutation<Hold, ApiError, { id: string; why?: string }>({
    mutationFn: ({ id, why }) =>
      call("DELETE /api/hitl/holds/{id}", { params: { id }, query: why === undefined ? {} : { why } }),
    onSettled: refresh,
  });
}
