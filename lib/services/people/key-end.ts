import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";

/**
 * When a key ends by itself.
 * @param at null for never; left out, nothing is said of it
 * @throws CodedError `validation_error` for a time that is over
 */
export function keyEnd(at: string | null | undefined, now: Date): Date | null | undefined {
  if (at === null || at === undefined) return at;
  const end = new Date(at);
  if (end > now) return end;
  throw refusal("validation_error", said("key_end_over"), [
    { pointer: "/expires_at", says: said("fault_time_over") },
  ]);
}
