"use client";

import { EllipsisIcon, HandIcon } from "lucide-react";
import { lazy, type ReactNode } from "react";
import { useClaim, useRelease } from "@/components/api/decide-run";
import { KindIcon } from "@/components/brand/kind-icon";
import { ProviderMark } from "@/components/brand/provider-mark";
import { money } from "@/components/format/money";
import { useKeys } from "@/components/hooks/use-keys";
import { asObject } from "@/components/json/as-object";
import { whenConnected } from "@/components/live/when-connected";
import { mayDecide, useMe } from "@/components/shell/me";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { TimeLeft } from "@/components/time/time-left";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { LazyMenu } from "@/components/ui/lazy-menu";
import type { Run } from "@/lib/contracts/run";
import { spelledOut } from "@/lib/core/hidden/segments";
import { askerOf } from "./asker";
import { Clamp } from "./clamp";
import { HeldBack } from "./held-back";
import { PartName } from "./seen-parts";
import { shownPrompt } from "./shown-prompt";
import { StatusBadge } from "./status-badge";
import { StepTrack } from "./step-track";
import { Words } from "./words";

const load = () => whenConnected(() => import("./run-menu-content"));
const RunMenuContent = lazy(load);

/** What one does with a run apart from deciding about it. */
function RunMenu({ run, paged }: { run: Run; paged: boolean }) {
  const text = useText();
  return (
    <LazyMenu
      preload={() => void load()}
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={text.run.more}>
          <EllipsisIcon aria-hidden />
        </Button>
      }
      menu={(trigger) => (
        <RunMenuContent run={run} paged={paged}>
          {trigger}
        </RunMenuContent>
      )}
    />
  );
}

/** Tells the others that one is at it, or that one is not any more. */
function ClaimButton({ run }: { run: Run }) {
  const text = useText();
  const me = useMe();
  const claim = useClaim(run.run_id);
  const release = useRelease(run.run_id);
  const mine = run.claimed_by?.id === me.id;
  const change = () =>
    (mine ? release : claim).mutate(undefined, { onError: (error) => notify(text.problem(error), "failed") });
  useKeys("run", { c: change });
  return (
    <Button
      variant="ghost"
      size="sm"
      className="text-muted-foreground"
      disabled={claim.isPending || release.isPending}
      onClick={change}
    >
      <HandIcon aria-hidden />
      {mine ? text.decide.release : text.decide.claim}
      <Kbd className="max-md:hidden">c</Kbd>
    </Button>
  );
}

/** When the open question was asked: its time-out ago, counted back from its end. */
function waitingSince(run: Run): string {
  if (!run.expires_at) return run.updated_at;
  return new Date(Date.parse(run.expires_at) - run.hitl_config.timeout_seconds * 1000).toISOString();
}

interface FactProps {
  label: string;
  hint?: string;
  className?: string;
  children: ReactNode;
}

/** A small label over one figure or name; the hint beside it says where it comes from. */
function Fact({ label, hint, className, children }: FactProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <dt className="text-xs leading-4 text-muted-foreground">{label}</dt>
      <dd className="figures flex flex-wrap items-baseline gap-x-1.5 text-sm font-medium">
        {children}
        {hint && (
          <span className="max-w-28 text-xs font-normal text-pretty text-muted-foreground @2xl:max-w-60">
            {hint}
          </span>
        )}
      </dd>
    </div>
  );
}

/** What one must know before anything else, in little height: what is asked, of which model, at what price, until when. */
export function RunHeader({ run, paged }: { run: Run; paged: boolean }) {
  const text = useText();
  const me = useMe();
  const waiting = run.status === "awaiting_human";
  return (
    <header className="grid gap-2">
      <div className="flex items-start gap-2.5 text-sm text-muted-foreground">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1.5">
          <StatusBadge status={run.status} />
          <span className="flex min-w-0 max-w-full items-center gap-1.5">
            <ProviderMark provider={run.provider} />
            <span className="truncate">
              <Words text={run.model} />
            </span>
          </span>
          <span className="flex items-center gap-1.5">
            <KindIcon kind={run.operation_type} className="size-3.5" />
            {text.words.kind[run.operation_type ?? "other"]}
          </span>
          {run.capabilities?.sandbox && (
            <Badge variant="outline" title={text.run.sandboxHint}>
              {text.run.sandbox}
            </Badge>
          )}
          {run.break_glass && (
            <Badge variant="destructive" title={text.run.glassHint}>
              {text.run.glass}
            </Badge>
          )}
          {run.path === "legacy" && <Badge variant="outline">{text.runs.legacy}</Badge>}
        </div>
        <span className="-my-1 flex shrink-0 items-center gap-1">
          {waiting && mayDecide(me) && <ClaimButton run={run} />}
          <RunMenu run={run} paged={paged} />
        </span>
      </div>
      <Title run={run} />
      <div className="grid items-end gap-x-9 gap-y-2.5 @4xl:grid-cols-[auto_minmax(16rem,1fr)]">
        <Facts run={run} />
        <StepTrack step={run.current_step} status={run.status} />
      </div>
      {run.held_back_by && <HeldBack held={run.held_back_by} full />}
    </header>
  );
}

/** The prompt as the run's name: one line of it where it stands whole further down, else all of it. */
function Title({ run }: { run: Run }) {
  const text = useText();
  const prompt = shownPrompt(run, text);
  const whole =
    run.suggested_payload === null || Object.values(asObject(run.suggested_payload)).includes(run.prompt);
  const looks = "text-lg leading-snug font-semibold tracking-[-0.015em] wrap-anywhere";
  if (whole)
    return (
      <h1 className={`${looks} line-clamp-1`}>
        <Words text={prompt} />
      </h1>
    );
  return (
    <PartName name="prompt">
      <Clamp height={3.25} className="max-w-[52rem]">
        <h1 className={`${looks} whitespace-pre-wrap`}>
          <Words text={prompt} />
        </h1>
      </Clamp>
    </PartName>
  );
}

function Facts({ run }: { run: Run }) {
  const text = useText();
  const asker = askerOf({ ...run.request, created_by: run.created_by }, text);
  const cost = run.estimated_cost;
  const waiting = run.status === "awaiting_human";
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2 @2xl:gap-x-7">
      <Fact label={text.run.cost} hint={cost ? text.said(cost.basis, cost.basis_said) : undefined}>
        {cost ? money(cost.amount, text.time) : text.run.costUnknown}
      </Fact>
      {/* Where there is little width, the figures share a line and who asks has one. */}
      <Fact label={text.run.owner} className="@max-2xl:order-last @max-2xl:w-full">
        {/* In full on the card that says who asks. */}
        <span className="wrap-anywhere @2xl:max-w-44 @2xl:truncate" title={spelledOut(asker)}>
          <Words text={asker} />
        </span>
      </Fact>
      <Fact label={text.run.created}>
        <TimeAgo at={run.created_at} />
      </Fact>
      {waiting && run.expires_at && (
        <Fact label={text.run.expires}>
          <TimeLeft since={waitingSince(run)} until={run.expires_at} className="text-sm" />
        </Fact>
      )}
      {run.parent_run_id && (
        <Fact label={text.run.forkOf}>
          <a
            href={`/runs/${run.parent_run_id}`}
            title={run.parent_run_id}
            className="block max-w-44 truncate rounded-sm text-primary hover:underline"
          >
            {run.parent_run_id}
          </a>
        </Fact>
      )}
      {run.claimed_by && (
        <Fact label={run.claim_offered_by === null ? text.run.claimer : text.run.inTurn}>
          <Words text={run.claimed_by.name} />
        </Fact>
      )}
    </dl>
  );
}
