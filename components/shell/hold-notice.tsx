"use client";

import { OctagonPauseIcon } from "lucide-react";
import Link from "next/link";
import { useProviders } from "@/components/api/list-providers";
import { exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { Words } from "@/components/run/words";
import { useText } from "@/components/text";
import type { ProviderView } from "@/lib/contracts/catalogue";
import { useMe } from "./me";

/** Each hold once: one of all calls stands at every provider. */
function heldOnce(providers: readonly ProviderView[]) {
  const held = providers.flatMap(({ label, hold }) => (hold ? [{ label, hold }] : []));
  return held.filter(({ hold }, at) => held.findIndex((one) => one.hold.id === hold.id) === at);
}

/** Says on every page that an admin holds all calls, or all of a provider, whose hold it is and why. */
export function HoldNotice() {
  const { shell, time } = useText();
  const me = useMe();
  // The server does not know the reader's time zone.
  const mounted = useMounted();
  const { data } = useProviders();
  return (
    <div role="status">
      {heldOnce(data?.data ?? []).map(({ label, hold: { id, all, by, why, until } }) => (
        <p
          key={id}
          className="flex items-start gap-2 border-b border-destructive bg-destructive-soft px-4 py-2 text-sm sm:px-5"
        >
          <OctagonPauseIcon className="mt-0.5 size-4 shrink-0 text-destructive" aria-hidden />
          <span className="min-w-0 break-words">
            <strong className="font-semibold">{all ? shell.held.all(by) : shell.held.one(label, by)}</strong>{" "}
            <Words text={why} />{" "}
            <span className="text-muted-foreground">
              {until !== null && `${shell.held.until(mounted ? exact(until, time) : "…")} `}
              {shell.held.goesOn}
            </span>
          </span>
          {me.role === "admin" && (
            <Link
              href="/settings/holds"
              className="ml-auto shrink-0 font-medium underline underline-offset-4"
            >
              {shell.held.look}
            </Link>
          )}
        </p>
      ))}
    </div>
  );
}
