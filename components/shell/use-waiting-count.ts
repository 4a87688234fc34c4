import { useWaiting } from "@/components/api/waiting-runs";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";

/** How many runs wait, as far as they are loaded; null until it is known. */
export function useWaitingCount(): string | null {
  const connection = useConnection();
  const { data } = useWaiting(pollInterval(connection));
  if (!data) return null;
  const count = data.runs.filter((run) => run.status === "awaiting_human").length;
  return data.next === null ? String(count) : `${count}+`;
}
