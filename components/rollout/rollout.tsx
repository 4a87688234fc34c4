"use client";

import Link from "next/link";
import { useRollout } from "@/components/api/get-rollout";
import { PageFrame } from "@/components/figures/page-frame";
import { Blank } from "@/components/shell/blank";
import { useMe } from "@/components/shell/me";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { RolloutBody } from "./rollout-body";
import { RolloutSkeleton } from "./rollout-skeleton";

/** Who is moved over, whether it goes well, and the way back. */
export function Rollout() {
  const text = useAdminText();
  const me = useMe();
  const admin = me.role === "admin";
  const { data, error, refetch } = useRollout(admin);
  if (!admin) {
    return (
      <Blank seed="rollout" title={text.rollout.notYours} hint={text.rollout.notYoursHint}>
        <Button asChild variant="outline">
          <Link href="/insights">{text.rollout.toInsights}</Link>
        </Button>
      </Blank>
    );
  }
  if (data) return <RolloutBody rollout={data} stale={error !== null} />;
  return (
    <PageFrame title={text.rollout.title} hint={text.rollout.hint}>
      {error ? (
        <Blank role="alert" seed="failed" title={text.rollout.failed} hint={text.rollout.failedHint}>
          <Button variant="outline" onClick={() => void refetch()}>
            {text.rollout.again}
          </Button>
        </Blank>
      ) : (
        <RolloutSkeleton />
      )}
    </PageFrame>
  );
}
