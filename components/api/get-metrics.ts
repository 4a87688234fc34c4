import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Bucket, MetricsQuery } from "@/lib/contracts/insights";
import { call } from "./call";
import { keys } from "./keys";

/** A range as people ask for it: so many days back from now, or between two UTC days, the last one included. */
export type AskedRange = { days: number } | { first: string; last: string };

export interface AskedFigures {
  range: AskedRange;
  bucket?: Bucket;
  provider?: string;
  model?: string;
}

const day = 24 * 3600_000;

/** The range on the wire. */
export function edgesOf(range: AskedRange, now: number): { from: string; to: string } {
  if ("days" in range) {
    return { from: new Date(now - range.days * day).toISOString(), to: new Date(now).toISOString() };
  }
  const end = Date.parse(`${range.last}T00:00:00Z`) + day;
  return { from: `${range.first}T00:00:00.000Z`, to: new Date(end).toISOString() };
}

export function getMetrics(asked: MetricsQuery, signal?: AbortSignal) {
  return call("GET /api/hitl/metrics", { query: asked, signal });
}

/** Figures grow old by themselves: no event tells when a sum changed. */
const lookEvery = 60_000;

export function useMetrics({ range, ...asked }: AskedFigures, enabled: boolean) {
  return useQuery({
    queryKey: keys.metrics({ range, ...asked }),
    queryFn: ({ signal }) => getMetrics({ ...edgesOf(range, Date.now()), ...asked }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: lookEvery,
    enabled,
  });
}
