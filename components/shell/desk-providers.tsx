"use client";

import { notifyManager, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { isApiError } from "@/components/api/api-error";
import { ProviderMarks } from "@/components/brand/provider-marks";
import { RenderedAt } from "@/components/hooks/use-now";
import { LiveProvider } from "@/components/live/live-provider";
import type { Me } from "@/lib/contracts/catalogue";
import type { Mark } from "@/lib/contracts/mark";
import { MeProvider } from "./me";

// What is on its way is known before the next key is heard, so that none is done twice or typed into what was sent.
notifyManager.setScheduler(queueMicrotask);

interface DeskProvidersProps {
  me: Me;
  /** The providers' signs, by name. */
  marks: Readonly<Record<string, Mark>>;
  /** When the server rendered the page, in milliseconds since 1970. */
  now: number;
  /** The place in the log that what the server has read is at least as new as. */
  after: number;
  children: ReactNode;
}

/** What every screen of the desk stands on: who is here, what the server said, and what happens now. */
export function DeskProviders({ me, marks, now, after, children }: DeskProvidersProps) {
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={client}>
      <RenderedAt value={now}>
        <MeProvider value={me}>
          <ProviderMarks value={marks}>
            <LiveProvider after={after}>{children}</LiveProvider>
          </ProviderMarks>
        </MeProvider>
      </RenderedAt>
    </QueryClientProvider>
  );
}

function createClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: toSignIn }),
    defaultOptions: {
      // Without a network a decision fails at once and says so; sent later, nobody would be looking.
      mutations: { networkMode: "always" },
      queries: {
        // The stream says when something changed; nothing grows old by itself.
        staleTime: 60_000,
        retry: (count, error) =>
          count < 2 && (!isApiError(error) || error.status === 0 || error.status >= 500),
      },
    },
  });
}

function toSignIn(error: Error) {
  if (!isApiError(error) || error.code !== "unauthenticated") return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?why=ended&next=${encodeURIComponent(here)}`);
}
