import { inboxFilter, useRuns } from "@/components/api/list-runs";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";

/** How many runs wait, as far as they are loaded; null until it is known. */
export function useWaitingCount(): string | null {
  const connection = useConnection();
  const { data, hasNextPage } = useRuns(inboxFilter, pollInterval(connection));
  if (!data) return null;
  return hasNextPage ? `${data.length}+` : String(data.length);
}
