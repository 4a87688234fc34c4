"use client";

import { KindIcon } from "@/components/brand/kind-icon";
import { ProviderMark } from "@/components/brand/provider-mark";
import { money } from "@/components/format/money";
import { asObject } from "@/components/json/as-object";
import { mayDecide, useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { TimeLeft } from "@/components/time/time-left";
import { Badge } from "@/components/ui/badge";
import { shownAddress } from "@/lib/contracts/is-sealed";
import type { Run } from "@/lib/contracts/run";
import { askerOf } from "./asker";
import { ClaimButton } from "./claim-button";
import { Clamp } from "./clamp";
import { Fact } from "./fact";
import { HeldBack } from "./held-back";
import { AddressValue } from "./payload/address-value";
import { RunMenu } from "./run-menu";
import { StatusBadge } from "./status-badge";
import { StepTrack } from "./step-track";
import { waitingSince } from "./waiting-since";
import { Words } from "./words";

/** What one must know before anything else: what is asked, of which model, at what price, until when. */
export function RunHeader({ run, paged }: { run: Run; paged: boolean }) {
  const text = useText();
  const me = useMe();
  const waiting = run.status === "awaiting_human";
  // Where the prompt stands whole further down, it need not be unfolded here as well.
  const shownBelow =
    run.suggested_payload === null || Object.values(asObject(run.suggested_payload)).includes(run.prompt);
  return (
    <header className="grid gap-5">
      <div className="grid gap-2">
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
            {run.path === "legacy" && <Badge variant="outline">{text.runs.legacy}</Badge>}
          </div>
          <span className="-mt-1 flex shrink-0 items-center gap-1">
            {waiting && mayDecide(me) && <ClaimButton run={run} />}
            <RunMenu run={run} paged={paged} />
          </span>
        </div>
        <Clamp height={7.5} className="max-w-[52rem]" counts={!shownBelow}>
          <h1 className="text-xl leading-snug font-semibold tracking-[-0.018em] text-pretty wrap-anywhere whitespace-pre-wrap @3xl:text-[1.375rem]">
            <Words text={run.prompt} />
          </h1>
        </Clamp>
        {run.attachments.length > 0 && (
          <ul aria-label={text.run.attachments} className="flex flex-wrap gap-2 pt-1">
            {run.attachments.map((attachment) => (
              <li key={shownAddress(attachment.url)}>
                <AddressValue url={attachment.url} label={attachment.field ?? text.run.attachments} compact />
              </li>
            ))}
          </ul>
        )}
      </div>
      <dl className="flex flex-wrap gap-x-9 gap-y-3">
        <Fact label={text.run.cost} hint={run.estimated_cost?.basis}>
          {run.estimated_cost ? money(run.estimated_cost.amount, text.time) : text.run.costUnknown}
        </Fact>
        <Fact label={text.run.owner}>
          <Words text={askerOf({ ...run.request, created_by: run.created_by }, text)} />
        </Fact>
        <Fact label={text.run.created}>
          <TimeAgo at={run.created_at} />
        </Fact>
        {waiting && run.expires_at && (
          <Fact label={text.run.expires}>
            <TimeLeft since={waitingSince(run)} until={run.expires_at} className="text-[0.9375rem]" />
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
          <Fact label={text.run.claimer}>
            <Words text={run.claimed_by.name} />
          </Fact>
        )}
      </dl>
      {run.held_back_by && <HeldBack held={run.held_back_by} full />}
      <StepTrack step={run.current_step} status={run.status} />
    </header>
  );
}
