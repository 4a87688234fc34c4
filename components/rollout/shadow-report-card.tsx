"use client";

import Link from "next/link";
import { useState } from "react";
import { useShadowReport } from "@/components/api/get-shadow-report";
import { Section } from "@/components/run/section";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { ShadowReportBody } from "./shadow-report-body";

const ranges = [1, 7, 30];

/** What the new path would have done with the older path's requests: the ground for choosing thresholds. */
export function ShadowReportCard() {
  const text = useAdminText();
  const words = text.rollout.report;
  const [days, setDays] = useState(7);
  const { data, error, refetch } = useShadowReport(days);
  return (
    <Section
      title={words.title}
      aside={
        <Segmented
          label={words.range}
          value={String(days)}
          options={ranges.map((each) => ({ value: String(each), label: words.days(each) }))}
          onChange={(value) => setDays(Number(value))}
        />
      }
    >
      {!data && !error && <Skeleton className="h-40" />}
      {!data && error && (
        <p role="alert" className="flex flex-wrap items-center gap-3 text-sm">
          {words.failed}
          <Button variant="outline" size="sm" onClick={() => void refetch()}>
            {text.rollout.again}
          </Button>
        </p>
      )}
      {data?.requests === 0 && (
        <p className="py-6 text-center text-sm">
          <span className="block font-medium">{words.none}</span>
          <span className="text-muted-foreground">{words.noneHint}</span>
        </p>
      )}
      {data && data.requests > 0 && <ShadowReportBody report={data} />}
      <Button asChild variant="outline" size="sm" className="mt-4">
        <Link href="/policy-lab">{words.toLab}</Link>
      </Button>
    </Section>
  );
}
