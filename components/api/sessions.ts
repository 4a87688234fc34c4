import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PasswordLink } from "@/lib/contracts/people";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { keys } from "./keys";

/** Where a person is signed in. */
export function useSessions(id: string) {
  return useQuery({
    queryKey: keys.sessions(id),
    queryFn: async ({ signal }) =>
      (await call("GET /api/people/{id}/sessions", { params: { id }, signal })).data,
  });
}

/** Ends one of a person's sessions, or with null all but the one that asks. */
export function useEndSessions(id: string) {
  const client = useQueryClient();
  return useMutation<null, ApiError, string | null>({
    mutationFn: (session) =>
      session === null
        ? call("DELETE /api/people/{id}/sessions", { params: { id } })
        : call("DELETE /api/people/{id}/sessions/{session}", { params: { id, session } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions(id) }),
  });
}

export function useMakePasswordLink(id: string) {
  return useMutation<PasswordLink, ApiError, void>({
    mutationFn: () => call("POST /api/people/{id}/password_link", { params: { id } }),
  });
}
