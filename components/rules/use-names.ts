import { useApiKeys } from "@/components/api/api-keys";
import { useGroups } from "@/components/api/groups";
import { usePeople } from "@/components/api/people";
import type { NameOf } from "./rule-words";

/** What keys, people and groups are called, as far as they are loaded. */
export function useNames(): NameOf {
  const { data: apiKeys = [] } = useApiKeys();
  const { data: people = [] } = usePeople();
  const { data: groups = [] } = useGroups();
  const names = new Map([...apiKeys, ...people, ...groups].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
