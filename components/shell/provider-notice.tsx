"use client";

import { HourglassIcon } from "lucide-react";
import { useProviders } from "@/components/api/list-providers";
import { useMounted } from "@/components/hooks/use-mounted";
import { useText } from "@/components/text";

/** Says which providers are left alone for now, and why: a breaker is open, or they asked for patience. */
export function ProviderNotice() {
  const text = useText();
  // The server does not know the reader's time zone.
  const mounted = useMounted();
  const { data } = useProviders();
  const resting = data?.data.filter((provider) => provider.rate_limit.limited) ?? [];
  return (
    <div role="status">
      {resting.map(({ name, label, rate_limit }) => (
        <p key={name} className="flex items-center gap-2 border-b bg-warning-soft px-4 py-2 text-sm sm:px-5">
          <HourglassIcon className="size-4 shrink-0" aria-hidden />
          <span>
            {text.shell.resting(label, timeOf(mounted ? rate_limit.retry_at : null, text.time.locale))}{" "}
            {text.said(rate_limit.reason ?? "", rate_limit.said)}
          </span>
        </p>
      ))}
    </div>
  );
}

function timeOf(at: string | null, locale: string): string {
  return at === null
    ? "…"
    : new Date(at).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
