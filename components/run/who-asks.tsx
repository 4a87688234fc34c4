"use client";

import type { ReactNode } from "react";
import { useText } from "@/components/text";
import { shownAddress } from "@/lib/contracts/is-file-ref";
import { printJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";
import { Clamp } from "./clamp";
import { LastRuns } from "./last-runs";
import { Section } from "./section";
import { Words } from "./words";

/** Who asked for a run, and what the request said of itself. */
export function WhoAsks({ run }: { run: Run }) {
  const { whoAsks } = useText().run;
  const {
    by,
    user_id,
    user_email,
    agent_email,
    session_id,
    message_type,
    log_id,
    document_url,
    webhook_url,
  } = run.request;
  const metadata = Object.keys(run.metadata).length > 0 ? printJson(run.metadata, 2) : null;
  return (
    <Section title={whoAsks.title}>
      <dl className="grid gap-3 text-sm">
        <Said label={whoAsks.person} value={user_email ?? user_id} fallback={whoAsks.nobodyNamed} />
        {user_email !== null && <Said label={whoAsks.userId} value={user_id} />}
        <Said label={by.kind === "api_key" ? whoAsks.key : whoAsks.account} value={by.name} />
        <Said label={whoAsks.agent} value={agent_email} />
        <Said label={whoAsks.session} value={session_id} />
        <Said label={whoAsks.messageType} value={message_type} />
        <Said label={whoAsks.logId} value={log_id} />
        <Said label={whoAsks.document} value={document_url && shownAddress(document_url)} />
        <Said label={whoAsks.webhook} value={webhook_url} hint={whoAsks.webhookHint} />
        {metadata !== null && (
          <Row label={whoAsks.metadata}>
            <Clamp height={12} counts={false}>
              <pre className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">
                <Words text={metadata} />
              </pre>
            </Clamp>
          </Row>
        )}
      </dl>
      <LastRuns run={run} />
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Others filter="user" value={user_id} label={whoAsks.ofUser} />
        {user_id === null && <Others filter="email" value={user_email} label={whoAsks.ofUser} />}
        <Others filter="session" value={session_id} label={whoAsks.ofSession} />
        <Others filter="by" value={by.id} label={by.kind === "api_key" ? whoAsks.ofKey : whoAsks.ofAccount} />
      </p>
    </Section>
  );
}

interface SaidProps {
  label: string;
  value: string | null;
  /** Stands where nothing was said; without it, the row is left out. */
  fallback?: string;
  hint?: string;
}

function Said({ label, value, fallback, hint }: SaidProps) {
  if (value === null && fallback === undefined) return null;
  return (
    <Row label={label}>
      {value === null ? <span className="text-muted-foreground">{fallback}</span> : <Words text={value} />}
      {hint && <span className="block text-xs text-muted-foreground">{hint}</span>}
    </Row>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="mt-0.5 min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

interface OthersProps {
  /** The filter's name in the address of the list. */
  filter: "user" | "email" | "session" | "by";
  /** Without one, there is nothing to list. */
  value: string | null;
  label: string;
}

function Others({ filter, value, label }: OthersProps) {
  if (value === null) return null;
  return (
    <a
      href={`/runs?${new URLSearchParams({ [filter]: value })}`}
      className="rounded-sm text-primary hover:underline"
    >
      {label}
    </a>
  );
}
