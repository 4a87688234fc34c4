"use client";

import { KeyRoundIcon } from "lucide-react";
import { useRevokeKey } from "@/components/api/api-keys";
import { usePeople } from "@/components/api/people";
import { exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { useNow } from "@/components/hooks/use-now";
import { Words } from "@/components/run/words";
import { FormDialog } from "@/components/shell/form-dialog";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { limitKinds } from "@/lib/contracts/limits";
import type { KeyView } from "@/lib/contracts/people";
import { ownLimits } from "./key-limits";
import { SetLimits } from "./set-limits";

export function KeyRow({ apiKey }: { apiKey: KeyView }) {
  const { settings, shell, time } = useAdminText();
  const limits = ownLimits(apiKey);
  const own = limitKinds.flatMap((kind) => {
    const most = limits[kind];
    return most === undefined ? [] : [[kind, most] as const];
  });
  const revoke = useRevokeKey();
  const { data: people } = usePeople();
  const owner = people?.find(({ id }) => id === apiKey.owner_user_id)?.name ?? apiKey.owner_user_id;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <span className="flex min-w-0 flex-1 basis-40 items-center gap-3">
        <span className="grid size-9 shrink-0 place-items-center rounded-full bg-accent text-accent-foreground">
          <KeyRoundIcon className="size-4" aria-hidden />
        </span>
        <span className="grid min-w-0">
          <span className="truncate text-sm font-medium">
            <Words text={apiKey.name} />
          </span>
          <span className="truncate font-mono text-xs text-muted-foreground">{apiKey.start ?? ""}…</span>
          {owner !== null && (
            <span className="truncate text-xs text-muted-foreground">
              <Words text={settings.keys.ownedBy(owner)} />
            </span>
          )}
        </span>
      </span>
      <Badge variant="outline">{shell.role[apiKey.role]}</Badge>
      <span className="figures grid w-36 text-xs text-muted-foreground">
        <span>
          {settings.keys.created} <TimeAgo at={apiKey.created_at} />
        </span>
        <span>
          {settings.keys.lastUsed}{" "}
          {apiKey.last_used_at ? <TimeAgo at={apiKey.last_used_at} /> : settings.keys.never}
        </span>
        {apiKey.expires_at !== null && <End at={apiKey.expires_at} />}
      </span>
      <span className="w-full min-w-0 text-xs text-muted-foreground sm:w-40">
        {own.length === 0
          ? settings.keys.limitsOfRole
          : own.map(([kind, most]) => (
              <span key={kind} className="figures block">
                {settings.keys.limitKinds[kind]}: {most.toLocaleString(time.locale)}
              </span>
            ))}
      </span>
      <span className="ml-auto flex gap-1">
        <SetLimits apiKey={apiKey} />
        <FormDialog
          trigger={
            <Button variant="ghost" size="sm">
              {settings.keys.revoke}
            </Button>
          }
          title={settings.keys.revokeTitle(apiKey.name)}
          hint={settings.keys.revokeHint}
          submit={settings.keys.revoke}
          grave
          error={revoke.error}
          working={revoke.isPending}
          onSubmit={(_, close) => revoke.mutate(apiKey.id, { onSuccess: close })}
        />
      </span>
    </li>
  );
}

function End({ at }: { at: string }) {
  const { settings, time } = useAdminText();
  // The server does not know the reader's time zone.
  const mounted = useMounted();
  const now = useNow();
  if (!mounted) return null;
  const isOver = new Date(at).getTime() <= now;
  return (
    <span className={isOver ? "text-destructive" : undefined}>
      {isOver ? settings.keys.ended : settings.keys.ends} {exact(at, time)}
    </span>
  );
}
