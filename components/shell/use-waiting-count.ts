import { useWaiting } from "@/components/api/waiting-runs";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";

/** How many runs wait, as far as they are loaded; null until it is known. */
export function useWaitingCount(): string | null {
  const connection = useConnection();
  const { data } = useWaiting(pollInterval(connection));
  if (!data) return null;
  let count = 0;
  for (const { status } of data.runs) if (status === "awaiting_human") count += 1;
  return data.next === null ? String(count) : `${count}+`;
}
