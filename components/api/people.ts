import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangePerson, CreatePerson, Person } from "@/lib/contracts/people";
import { allPages } from "./all-pages";
import type { ApiError } from "./api-error";
import { keys } from "./keys";
import { request } from "./request";

export function usePeople() {
  return useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => allPages<Person>("/api/people", signal),
  });
}

export function useAddPerson() {
  const client = useQueryClient();
  return useMutation<Person, ApiError, CreatePerson>({
    mutationFn: (body) => request("/api/people", { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.people }),
  });
}

export function useChangePerson(id: string) {
  const client = useQueryClient();
  return useMutation<Person, ApiError, ChangePerson>({
    mutationFn: (body) => request(`/api/people/${encodeURIComponent(id)}`, { method: "PATCH", body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.people }),
  });
}
