"use client";

import type { ReactNode } from "react";
import { bytes } from "@/components/format/bytes";
import { exact, measured } from "@/components/format/duration";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import type { HealthDetail } from "@/lib/contracts/health";

/** Every part of the installation: its name, what it is, and how it is. */
export function HealthFigures({ health }: { health: HealthDetail }) {
  const { said, settings, time } = useAdminText();
  const text = settings.health;
  const figure = (count: number) => count.toLocaleString(time.locale);
  const { database, migrations, queue, runs, storage } = health;
  return (
    <dl className="grid gap-px overflow-hidden rounded-xl border bg-border shadow-xs sm:grid-cols-2">
      <Part name={text.database} value={text.databases[database.kind]}>
        {text.answers(measured(database.answers_in_ms, time))}
      </Part>
      <Part name={text.migrations} value={text.applied(figure(migrations.applied))}>
        {migrations.missing.length > 0 && text.missing(migrations.missing.join(", "))}
      </Part>
      <Part name={text.queue} value={text.waiting(figure(queue.waiting))}>
        {text.running(figure(queue.running))} ·{" "}
        {queue.oldest_due_at ? (
          <>
            {text.oldest} <TimeAgo at={queue.oldest_due_at} />
          </>
        ) : (
          text.nothingDue
        )}
      </Part>
      <Part name={text.dead} value={figure(queue.dead)}>
        {text.deadHint}
      </Part>
      <Part name={text.runs} value={text.awaiting(figure(runs.awaiting_human))}>
        {text.moving(figure(runs.running + runs.queued))}
      </Part>
      <Part name={text.storage} value={text.storages[storage.kind]}>
        {text.files(figure(storage.files), bytes(storage.bytes, time))}
        {storage.free_bytes !== null && ` · ${text.free(bytes(storage.free_bytes, time))}`}
      </Part>
      {health.providers.map((provider) => (
        <Part key={provider.name} name={text.providers} value={provider.label}>
          {!provider.configured
            ? text.notConfigured
            : provider.rate_limit.limited
              ? `${text.resting(provider.rate_limit.retry_at ? exact(provider.rate_limit.retry_at, time) : "…")} ${said(provider.rate_limit.reason ?? "", provider.rate_limit.said)}`
              : text.ready}
        </Part>
      ))}
      <Part
        name={text.instances}
        value={health.instances.length === 0 ? text.alone : figure(health.instances.length)}
      >
        {health.instances.map((instance) => (
          <span key={instance.id} className="block">
            <span className="font-mono text-xs">{instance.id}</span> · {text.seen}{" "}
            <TimeAgo at={instance.seen_at} />
          </span>
        ))}
      </Part>
      <Part name={text.version} value={health.version}>
        Node {health.node} · {text.running_since} {exact(health.started_at, time)}
      </Part>
    </dl>
  );
}

function Part({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <div className="figures bg-card px-5 py-4 last:odd:sm:col-span-2">
      <dt className="eyebrow">{name}</dt>
      <dd className="mt-1 text-[0.9375rem] font-medium">{value}</dd>
      {children && <dd className="mt-0.5 text-sm text-muted-foreground">{children}</dd>}
    </div>
  );
}
