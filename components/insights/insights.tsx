"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { addressWith } from "@/components/address/search";
import { useMetrics } from "@/components/api/get-metrics";
import { PageFrame } from "@/components/figures/page-frame";
import { Blank } from "@/components/shell/blank";
import { mayDecide, useMe } from "@/components/shell/me";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Button } from "@/components/ui/button";
import { InsightsBody } from "./insights-body";
import { InsightsControls } from "./insights-controls";
import { InsightsSkeleton } from "./insights-skeleton";
import { askedBy, viewOf } from "./view";

/** What is shown, as the address says; changing it asks the server for figures only. */
function useInsightsUrl() {
  const params = useSearchParams();
  const view = useMemo(() => viewOf(params), [params]);
  const change = useCallback((values: Record<string, string | null>) => {
    window.history.replaceState(null, "", addressWith(values));
  }, []);
  return { view, change };
}

/** How the desk is doing: what waits, how long it takes, what people do, what it costs, and both paths. */
export function Insights() {
  const text = useAdminText();
  const me = useMe();
  const { view, change } = useInsightsUrl();
  const { data, error, refetch, isPlaceholderData } = useMetrics(askedBy(view), mayDecide(me));
  if (!mayDecide(me)) {
    return <Blank seed="insights" title={text.insights.notYours} hint={text.insights.notYoursHint} />;
  }
  return (
    <PageFrame
      title={text.insights.title}
      hint={
        <>
          {text.insights.hint}
          {data && (
            <>
              {" "}
              {text.insights.refreshed} <TimeAgo at={data.generated_at} />.
            </>
          )}
        </>
      }
      aside={
        me.role === "admin" && (
          <>
            <Button asChild variant="outline" size="sm">
              <Link href="/rollout">{text.insights.toRollout}</Link>
            </Button>
            <Button asChild variant="outline" size="sm">
              <Link href="/policy-lab">{text.insights.toLab}</Link>
            </Button>
          </>
        )
      }
    >
      <InsightsControls view={view} change={change} />
      {!data && !error && <InsightsSkeleton />}
      {!data && error && (
        <Blank role="alert" seed="failed" title={text.insights.failed} hint={text.problem(error)}>
          <Button variant="outline" onClick={() => void refetch()}>
            {text.insights.again}
          </Button>
        </Blank>
      )}
      {data && error && (
        <p role="alert" className="flex items-center gap-3 text-sm text-destructive">
          {text.insights.stale}
          <Button variant="outline" size="sm" onClick={() => void refetch()}>
            {text.insights.again}
          </Button>
        </p>
      )}
      {data && (
        <div
          aria-busy={isPlaceholderData}
          className={isPlaceholderData ? "opacity-60 transition-opacity" : undefined}
        >
          <InsightsBody metrics={data} />
        </div>
      )}
    </PageFrame>
  );
}
