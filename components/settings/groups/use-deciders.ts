import { useApiKeys } from "@/components/api/api-keys";
import { usePeople } from "@/components/api/people";
import type { Actor } from "@/lib/contracts/parts";
import type { Role } from "@/lib/contracts/words";

const decides = ({ role }: { role: Role }) => role !== "requester";

/** Everybody who may decide: people first, then keys. */
export function useDeciders(): Actor[] {
  const { data: people = [] } = usePeople();
  const { data: apiKeys = [] } = useApiKeys();
  return [
    ...people
      .filter((one) => decides(one) && !one.disabled)
      .map(({ id, name }): Actor => ({ kind: "user", id, name })),
    ...apiKeys.filter(decides).map(({ id, name }): Actor => ({ kind: "api_key", id, name })),
  ];
}

/** Each once, by their ids; of two the first. */
export function eachOnce(actors: readonly Actor[]): Actor[] {
  const seen = new Set<string>();
  return actors.filter(({ id }) => !seen.has(id) && seen.add(id));
}
