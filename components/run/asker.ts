import type { Text } from "@/components/text/en";
import type { RunSummary } from "@/lib/contracts/run";

type Asked = Pick<RunSummary, "user_id" | "user_email" | "agent_email" | "created_by">;

/** Who asks, in one line: whom the request names; where it names nobody, whose account or key sent it, and that. */
export function askerOf({ user_id, user_email, agent_email, created_by }: Asked, text: Text): string {
  const { whoAsks } = text.run;
  const person = user_email ?? user_id;
  if (person !== null) return agent_email === null ? person : whoAsks.through(person, agent_email);
  if (agent_email !== null) return agent_email;
  return created_by.kind === "api_key" ? whoAsks.unnamed(created_by.name) : created_by.name;
}
