"use client";

import { PowerIcon } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { PageFrame } from "@/components/figures/page-frame";
import { Section } from "@/components/run/section";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Rollout } from "@/lib/contracts/rollout";
import { ApplyBar } from "./apply-bar";
import { ComparisonCard } from "./comparison-card";
import type { Draft } from "./draft";
import { HistoryCard } from "./history-card";
import type { PartProps } from "./part-props";
import { PlanWeek } from "./plan-week";
import { RollBackButton } from "./roll-back-button";
import { ShadowCard } from "./shadow-card";
import { ShadowReportCard } from "./shadow-report-card";
import { StageCard } from "./stage-card";

/** The switch that only whoever starts the server turns: without it, the stage has no effect. */
function OuterSwitch({ rollout }: { rollout: Rollout }) {
  const text = useAdminText();
  const words = text.rollout.outer;
  const on = rollout.enabled || !rollout.older_path;
  const hint = !rollout.older_path ? words.gone : rollout.enabled ? words.onHint : words.offHint;
  return (
    <section
      aria-labelledby="outer-switch"
      className="flex items-start gap-3.5 rounded-xl border bg-card p-5 shadow-xs"
    >
      <span
        aria-hidden
        className={cn(
          "grid size-9 shrink-0 place-items-center rounded-full",
          on ? "bg-success-soft text-success" : "bg-secondary text-muted-foreground",
        )}
      >
        <PowerIcon className="size-4.5" />
      </span>
      <div className="min-w-0">
        <h2 id="outer-switch" className="text-[0.9375rem] font-semibold">
          {words.title}: {on ? words.on : words.off}
        </h2>
        <p className="text-sm text-pretty">{hint}</p>
        {rollout.older_path && <p className="mt-0.5 text-xs text-muted-foreground">{words.where}</p>}
      </div>
    </section>
  );
}

/** Five weeks from staging to the end of the older path. */
function PlanCard(part: PartProps) {
  const text = useAdminText();
  return (
    <Section
      title={text.rollout.plan.title}
      aside={<p className="text-xs text-muted-foreground">{text.rollout.plan.hint}</p>}
    >
      <ol className="grid">
        {part.rollout.plan.map((step) => (
          <PlanWeek key={step.name} step={step} {...part} />
        ))}
      </ol>
    </Section>
  );
}

/** Under the page's name: what it is for, and who was here last. */
function LastChange({ at, name }: { at: string; name: string }) {
  const text = useAdminText();
  return (
    <>
      {text.rollout.lastChange(name)}, <TimeAgo at={at} />.
    </>
  );
}

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
