"use client";

import type { ReactNode } from "react";
import { Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import type { AuditEntry } from "@/lib/contracts/audit";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";

/** One act: who did what to what and when, and, unfolded, what it was before and where it came from. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { audit, time } = useAdminText();
  const { actor, action, target, changes, why, at } = entry;
  const parts = Object.entries(changes);
  const told = target.id === actor.id ? null : target.name;
  return (
    <li className="grid gap-1 px-4 py-3 text-sm break-words sm:px-5">
      <details>
        <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <span className="font-medium">{audit.actions[action]}</span>
          {told !== null && <Words text={told} />}
          <span className="figures ml-auto text-xs text-muted-foreground">
            <Words text={actor.name} />, <TimeAgo at={at} />
            {parts.length > 0 && `, ${audit.changes(parts.length.toLocaleString(time.locale))}`}
          </span>
        </summary>
        <dl className="mt-2 grid gap-x-4 gap-y-1 text-xs sm:grid-cols-[minmax(6rem,auto)_minmax(0,1fr)]">
          {parts.map(([name, { from, to }]) => (
            <Fact key={name} name={name}>
              <Value value={from} /> → <Value value={to} />
            </Fact>
          ))}
          <Origin entry={entry} />
        </dl>
      </details>
      {why !== null && (
        <p className="text-muted-foreground">
          {audit.why}: <Words text={why} />
        </p>
      )}
    </li>
  );
}

function Origin({ entry: { address, request_id, session_id } }: { entry: AuditEntry }) {
  const { audit } = useAdminText();
  const facts = [
    [audit.address, address],
    [audit.request, request_id],
    [audit.session, session_id],
  ] as const;
  return facts.map(
    ([name, value]) =>
      value !== null && (
        <Fact key={name} name={name}>
          <Words text={value} />
        </Fact>
      ),
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-all">{children}</dd>
    </>
  );
}

function Value({ value }: { value: Json | undefined }) {
  const { audit } = useAdminText();
  if (value === undefined || value === null)
    return <span className="text-muted-foreground">{audit.nothing}</span>;
  return <Words text={typeof value === "string" ? value : printJson(value)} />;
}
