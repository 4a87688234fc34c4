import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangeSettings, Settings } from "@/lib/contracts/settings";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

export function useSettings() {
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => call("GET /api/settings", { signal }),
  });
}

export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation<Settings, ApiError, ChangeSettings>({
    mutationFn: (body) => call("PATCH /api/settings", { body }),
    onSuccess: (settings) => client.setQueryData(keys.settings, settings),
    onSettled: () => client.invalidateQueries({ queryKey: keys.health }),
  });
}
