"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { keys } from "@/components/api/keys";
import { Insights } from "@/components/insights/insights";
import { InsightsBody } from "@/components/insights/insights-body";
import { Lab } from "@/components/lab/lab";
import { LabResult } from "@/components/lab/lab-result";
import { LiveProvider } from "@/components/live/live-provider";
import { Rollout } from "@/components/rollout/rollout";
import { DeskShell } from "@/components/shell/desk-shell";
import { MeProvider } from "@/components/shell/me";
import { AdminTextProvider } from "@/components/text/admin-text-provider";
import { wordIn } from "@/lib/contracts/word-lists";
import { makeEmptyMetrics, makeMetrics } from "@/lib/testing/factories/metrics";
import { models } from "@/lib/testing/factories/models";
import { ada } from "@/lib/testing/factories/people";
import { makeRollout, makeShadowReport } from "@/lib/testing/factories/rollout";
import { makeSimulation } from "@/lib/testing/factories/simulation";
import { type FigureState, figureStates } from "../names";

const hold = {
  level: "hold",
  reason: "hold: the new path's error rate (6.1 %) is 2.3 points over the older one's (3.8 %), more than 2.",
  max_points: 2,
  min_runs: 50,
} as const;

const states = {
  insights: () => <Insights />,
  "insights-empty": () => <Scrolled>{<InsightsBody metrics={makeEmptyMetrics()} />}</Scrolled>,
  rollout: () => <Rollout />,
  "rollout-hold": () => <Rollout />,
  "rollout-off": () => <Rollout />,
  lab: () => <Lab />,
  "lab-result": () => <Scrolled>{<LabResult result={makeSimulation()} />}</Scrolled>,
} as const satisfies Record<FigureState, () => ReactNode>;

function Scrolled({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-[70rem] gap-4 p-6">{children}</div>
    </div>
  );
}

/** Every state of the figures' pages on made data; nothing is asked of a server. */
export function FiguresGallery({ state }: { state: string }) {
  const [client] = useState(() => fill(state));
  return (
    <QueryClientProvider client={client}>
      <MeProvider value={ada}>
        <LiveProvider still>
          <DeskShell>
            <AdminTextProvider>{states[wordIn(figureStates, state) ?? "insights"]()}</AdminTextProvider>
          </DeskShell>
        </LiveProvider>
      </MeProvider>
    </QueryClientProvider>
  );
}

function fill(state: string): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchInterval: false },
    },
  });
  client.setQueryData(keys.models, models);
  client.setQueryData(keys.providers, { data: [] });
  client.setQueryData(keys.waiting, { runs: [], next: null });
  client.setQueryData(keys.budgets, []);
  client.setQueryData(keys.metrics({ range: { days: 30 } }), makeMetrics());
  client.setQueryData(keys.metrics({ range: { days: 1 } }), makeMetrics());
  const off = { ...makeRollout().state, stage: "off" as const, preset: null };
  client.setQueryData(
    keys.rollout,
    makeRollout(
      state === "rollout-hold"
        ? { warning: hold }
        : state === "rollout-off"
          ? { state: off, enabled: false }
          : {},
    ),
  );
  client.setQueryData(keys.shadow(7), makeShadowReport());
  return client;
}
