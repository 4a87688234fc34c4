import { deskKeys, type KeyGroup } from "@/components/hooks/desk-keys";
import type { Role } from "@/lib/contracts/words";
import { destinationsOf } from "./destinations";

type ShownKey = (typeof deskKeys)[KeyGroup][number];

/** The keys that do something for somebody of the role: requesters decide nothing, and go to no inbox. */
export function keysOf(role: Role): { group: KeyGroup; keys: ShownKey[] }[] {
  const decides = role !== "requester";
  const goes = new Set<string>(destinationsOf(role).map(({ keys }) => keys));
  const means = ({ does, names }: ShownKey) =>
    (decides || does !== "undo") && names.every((name) => !name.startsWith("g ") || goes.has(name));
  return (Object.keys(deskKeys) as KeyGroup[])
    .filter((group) => decides || group === "anywhere")
    .filter((group) => role === "admin" || group !== "rules")
    .map((group) => ({ group, keys: deskKeys[group].filter(means) }));
}
