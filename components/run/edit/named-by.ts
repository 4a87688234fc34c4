import { addressesIn } from "@/components/json/addresses-in";
import type { Run } from "@/lib/contracts/run";

/** The addresses that a run names as it stands: what an edit adds is fetched by nobody before it is saved. */
export function namedBy(
  run: Pick<Run, "attachments" | "example_payload" | "suggested_payload">,
): ReadonlySet<string> {
  const attached = run.attachments.map(({ url }) => url);
  const named = addressesIn([attached, run.example_payload, run.suggested_payload]);
  return new Set(named.filter((address) => typeof address === "string"));
}
