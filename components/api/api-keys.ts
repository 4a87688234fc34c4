import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangeKey, CreateKey, KeyView, NewKey } from "@/lib/contracts/people";
import { allPages } from "./all-pages";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

export function useApiKeys() {
  return useQuery({
    queryKey: keys.apiKeys,
    queryFn: ({ signal }) => allPages((query) => call("GET /api/keys", { query, signal })),
  });
}

export function useMakeKey() {
  const client = useQueryClient();
  return useMutation<NewKey, ApiError, CreateKey>({
    mutationFn: (body) => call("POST /api/keys", { body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
}

export function useChangeKey() {
  const client = useQueryClient();
  return useMutation<KeyView, ApiError, { id: string } & ChangeKey>({
    mutationFn: ({ id, ...body }) => call("PATCH /api/keys/{id}", { params: { id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation<null, ApiError, string>({
    mutationFn: (id) => call("DELETE /api/keys/{id}", { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
}
