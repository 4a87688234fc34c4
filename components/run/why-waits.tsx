"use client";

import { ChevronRightIcon, CircleCheckIcon, CircleHelpIcon, ScaleIcon } from "lucide-react";
import { duration } from "@/components/format/duration";
import { useText } from "@/components/text";
import type { TraceEntry } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { keyOf, latestRules, tightenedBy } from "./latest-rules";
import { Section } from "./section";
import { Words } from "./words";

/** The policy trace in plain words: what asked for a person first, what was looked at and passed folded. */
export function WhyWaits({ run }: { run: Run }) {
  const text = useText();
  const waiting = run.status === "awaiting_human";
  const trace = latestRules(run.policy_trace);
  const asking = trace.filter((entry) => entry.asks && entry.step === run.current_step);
  const tightened = tightenedBy(trace, text.reason);
  const others = trace.filter((entry) => !asking.includes(entry) && (!entry.by || entry.asks));
  const { policy, timeout_seconds, on_timeout } = run.hitl_config;
  return (
    <Section title={waiting ? text.run.why.title : text.run.why.titlePast}>
      {waiting && asking.length === 0 && (
        <p className="text-sm font-medium">
          <Words text={text.said(run.message, run.said)} />
        </p>
      )}
      {asking.length > 0 && (
        <ul className="grid gap-2.5">
          {asking.map((entry) => (
            <li key={keyOf(entry)} className="flex gap-2.5 text-sm leading-snug font-medium">
              <CircleHelpIcon className="mt-0.5 size-4 shrink-0 text-primary" aria-hidden />
              <Words text={text.reason(entry)} />
            </li>
          ))}
        </ul>
      )}
      {tightened.length > 0 && (
        <ul className="mt-2.5 grid gap-2.5">
          {tightened.map((reason) => (
            <li key={reason} className="flex gap-2.5 text-sm leading-snug">
              <ScaleIcon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
              <span className="min-w-0">
                <Words text={reason} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && <PassedRules entries={others} />}
      <p className="mt-3.5 border-t pt-3 text-xs leading-relaxed text-muted-foreground">
        {text.run.why.policy}: {text.run.why.policies[policy]}.{" "}
        {text.run.why.timeout(duration(timeout_seconds * 1000, text.time), text.run.why.outcomes[on_timeout])}
        .
      </p>
    </Section>
  );
}

function PassedRules({ entries }: { entries: TraceEntry[] }) {
  const text = useText();
  return (
    <details className="group mt-3">
      <summary className="flex list-none items-center gap-1 rounded-sm text-sm text-muted-foreground hover:text-foreground">
        <ChevronRightIcon className="size-4 transition-transform group-open:rotate-90" aria-hidden />
        {text.run.why.looked(entries.length)}
      </summary>
      <ul className="mt-2.5 grid gap-2">
        {entries.map((entry) => (
          <li key={keyOf(entry)} className="flex gap-2.5 text-sm leading-snug text-muted-foreground">
            {entry.asks ? (
              <CircleHelpIcon className="mt-0.5 size-4 shrink-0 text-primary" aria-hidden />
            ) : (
              <CircleCheckIcon className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
            )}
            <span>
              <Words text={text.reason(entry)} />
              <span className="block text-xs">{text.words.step[entry.step]}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
