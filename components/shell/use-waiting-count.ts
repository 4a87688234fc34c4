import { useWaitingNumber } from "@/components/api/count-waiting";
import { useWaiting } from "@/components/api/waiting-runs";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";
import { mayDecide, useMe } from "./me";

/** How many runs wait: null until it is known, and for whoever decides none. */
export function useWaitingCount(): number | null {
  const decides = mayDecide(useMe());
  const connection = useConnection();
  const { data } = useWaiting(pollInterval(connection));
  const whole = data?.next === null;
  const counted = useWaitingNumber(decides && data !== undefined && !whole);
  if (!decides || !data) return null;
  if (!whole) return counted.data?.waiting ?? null;
  let count = 0;
  for (const { status } of data.runs) if (status === "awaiting_human") count += 1;
  return count;
}
