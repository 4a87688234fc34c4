import { useApiKeys } from "@/components/api/api-keys";
import { usePeople } from "@/components/api/people";
import type { NameOf } from "./rule-words";

/** What keys and people are called, as far as they are loaded. */
export function useNames(): NameOf {
  const { data: apiKeys = [] } = useApiKeys();
  const { data: people = [] } = usePeople();
  const names = new Map([...apiKeys, ...people].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
