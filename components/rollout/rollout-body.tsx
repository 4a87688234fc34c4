"use client";

import Link from "next/link";
import { useState } from "react";
import { PageFrame } from "@/components/figures/page-frame";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Rollout } from "@/lib/contracts/rollout";
import { ApplyBar } from "./apply-bar";
import { ComparisonCard } from "./comparison-card";
import type { Draft } from "./draft";
import { HistoryCard } from "./history-card";
import { LastChange } from "./last-change";
import { OuterSwitch } from "./outer-switch";
import { PlanCard } from "./plan-card";
import { RollBackButton } from "./roll-back-button";
import { ShadowCard } from "./shadow-card";
import { ShadowReportCard } from "./shadow-report-card";
import { StageCard } from "./stage-card";

/** Everything that can be changed goes into one draft, and is applied at once with one reason. */
export function RolloutBody({ rollout, stale }: { rollout: Rollout; stale: boolean }) {
  const text = useAdminText();
  const [draft, setDraft] = useState<Draft>({});
  const last = rollout.history[0];
  const part = { rollout, draft, onChange: setDraft };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageFrame
        title={text.rollout.title}
        hint={
          <>
            {text.rollout.hint}{" "}
            {last ? <LastChange at={last.at} name={last.actor.name} /> : text.rollout.neverChanged}
          </>
        }
        aside={
          <>
            <Button asChild variant="outline">
              <Link href="/policy-lab">{text.lab.title}</Link>
            </Button>
            <RollBackButton rollout={rollout} onDone={() => setDraft({})} />
          </>
        }
      >
        {stale && (
          <p role="alert" className="text-sm text-destructive">
            {text.rollout.stale}
          </p>
        )}
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
          <div className="grid min-w-0 gap-4">
            <OuterSwitch rollout={rollout} />
            <StageCard {...part} />
            <PlanCard {...part} />
            <ShadowCard {...part} />
            <ShadowReportCard />
          </div>
          <div className="grid min-w-0 gap-4">
            <ComparisonCard rollout={rollout} />
            <HistoryCard history={rollout.history} />
          </div>
        </div>
      </PageFrame>
      <ApplyBar {...part} />
    </div>
  );
}
