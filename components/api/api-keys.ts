import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangeKey, CreateKey, KeyView, NewKey } from "@/lib/contracts/people";
import { allPages } from "./all-pages";
import type { ApiError } from "./api-error";
import { keys } from "./keys";
import { request } from "./request";

export function useApiKeys() {
  return useQuery({
    queryKey: keys.apiKeys,
    queryFn: ({ signal }) => allPages<KeyView>("/api/keys", signal),
  });
}

export function useMakeKey() {
  const client = useQueryClient();
  return useMutation<NewKey, ApiError, CreateKey>({
    mutationFn: (body) => request("/api/keys", { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
}

export function useChangeKey() {
  const client = useQueryClient();
  return useMutation<KeyView, ApiError, { id: string } & ChangeKey>({
    mutationFn: ({ id, ...body }) =>
      request(`/api/keys/${encodeURIComponent(id)}`, { method: "PATCH", body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation<null, ApiError, string>({
    mutationFn: (id) => request(`/api/keys/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
}
