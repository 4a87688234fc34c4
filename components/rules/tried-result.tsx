"use client";

import { FastForwardIcon, HandIcon } from "lucide-react";
import type { ReactNode } from "react";
import { percent } from "@/components/figures/number";
import { money } from "@/components/format/money";
import { keyOf } from "@/components/run/latest-rules";
import { Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { Badge } from "@/components/ui/badge";
import type { TraceEntry } from "@/lib/contracts/parts";
import type { RuleReading, TriedRules } from "@/lib/contracts/rules";
import { exactSpan, listed, ruleWords } from "./rule-words";
import { useNames } from "./use-names";

/** So many of those who may decide are named. */
const mostNamed = 12;

const looks = {
  demands: "default",
  excepts: "success",
  unmet: "outline",
  not_read: "outline",
} as const satisfies Record<RuleReading["outcome"], string>;

/** What rules would make of a request: where it stops, what it lives under, which rules apply and why, who may decide. */
export function TriedResult({ tried }: { tried: TriedRules }) {
  const text = useAdminText();
  const words = text.rules.tryIt;
  const {
    would_pause_at: stop,
    path,
    estimated_cost,
    policy,
    requested,
    readings,
    may_decide,
    budgets,
  } = tried;
  const Icon = stop ? HandIcon : FastForwardIcon;
  return (
    <div className="grid gap-5">
      <div className="flex gap-3">
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-accent text-accent-foreground">
          <Icon className="size-4" aria-hidden />
        </span>
        <div className="min-w-0 pt-1">
          <p className="text-sm font-semibold">
            {stop
              ? words.stops(text.words.step[stop])
              : path === "legacy"
                ? words.throughOlder
                : words.through}
          </p>
          <p className="mt-0.5 text-sm text-muted-foreground">
            {estimated_cost ? words.cost(money(estimated_cost.amount, text.time)) : words.costUnknown}
          </p>
        </div>
      </div>
      <Part title={words.lives}>
        <p className="text-sm">
          {text.run.why.policies[policy.policy]}
          {policy.policy !== requested.policy && (
            <span className="text-muted-foreground">
              {" "}
              ({words.askedFor(text.run.why.policies[requested.policy])})
            </span>
          )}
          . {words.waits(exactSpan(policy.timeout_seconds, text), words.ends[policy.on_timeout])}
        </p>
      </Part>
      <Part title={words.rules}>
        {readings.length === 0 ? (
          <p className="text-sm text-muted-foreground">{words.noRules}</p>
        ) : (
          <ol className="grid gap-3">
            {readings.map((reading) => (
              <Reading key={reading.id} reading={reading} />
            ))}
          </ol>
        )}
      </Part>
      <Trace trace={tried.policy_trace} />
      {budgets.length > 0 && (
        <Part title={words.budgets}>
          <ul className="grid gap-1 text-sm">
            {budgets.map(({ id, name, share, verdict }) => (
              <li key={id} className="wrap-anywhere">
                <span className="font-medium">
                  <Words text={name} />
                </span>
                {": "}
                {words.budget[verdict](percent(share, text.time))}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {stop && (
        <Part title={words.mayDecide}>
          <p className="text-sm">
            {may_decide.length === 0 && words.nobodyMay}
            <Words
              text={listed(
                [
                  ...may_decide.slice(0, mostNamed).map(({ name }) => name),
                  ...(may_decide.length > mostNamed ? [words.more(may_decide.length - mostNamed)] : []),
                ],
                "conjunction",
                text,
              )}
            />
          </p>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <h4 className="text-xs font-medium text-muted-foreground">{title}</h4>
      {children}
    </div>
  );
}

function Reading({ reading }: { reading: RuleReading }) {
  const text = useAdminText();
  const nameOf = useNames();
  const words = text.rules.tryIt;
  const { outcome, unmet } = reading;
  return (
    <li className="grid gap-0.5 text-sm">
      <span className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 font-medium wrap-anywhere">
          <Words text={reading.name} />
        </span>
        <Badge variant={looks[outcome]}>{words.outcome[outcome]}</Badge>
      </span>
      <span className="wrap-anywhere text-muted-foreground">
        <Words text={ruleWords(reading, text, nameOf)} />
      </span>
      <span className="text-xs text-muted-foreground">
        {outcome === "not_read"
          ? words.notRead
          : outcome === "unmet"
            ? words.unmet(unmet.map((name) => text.rules.field[name]).join(", "))
            : words.allMet}
      </span>
    </li>
  );
}

/** What policy looked at: what asks first, and each that only tightens once. */
function Trace({ trace }: { trace: readonly TraceEntry[] }) {
  const text = useAdminText();
  const asking = trace.filter(({ asks }) => asks);
  const others = new Set(trace.filter(({ asks }) => !asks).map(text.reason));
  return (
    <Part title={text.rules.tryIt.why}>
      <ul className="grid list-disc gap-1 pl-4 text-sm">
        {asking.map((entry) => (
          <li key={keyOf(entry)} className="font-medium">
            <Words text={text.reason(entry)} />
          </li>
        ))}
        {[...others].map((reason) => (
          <li key={reason} className="text-muted-foreground">
            <Words text={reason} />
          </li>
        ))}
      </ul>
    </Part>
  );
}
