"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "@/components/api/keys";
import { ProviderMarks } from "@/components/brand/provider-marks";
import { Inbox } from "@/components/inbox/inbox";
import { InboxSkeleton } from "@/components/inbox/inbox-skeleton";
import { asObject } from "@/components/json/as-object";
import { LiveProvider } from "@/components/live/live-provider";
import { bodyOf, emptyRequest, plainBodyOf } from "@/components/new-run/form-state";
import { NewRun } from "@/components/new-run/new-run";
import { RunPane } from "@/components/run/run-pane";
import { Runs } from "@/components/runs/runs";
import { filterOf, pageRows, viewOf } from "@/components/runs/view";
import { DeskShell } from "@/components/shell/desk-shell";
import { MeProvider } from "@/components/shell/me";
import type { InputView } from "@/lib/contracts/input";
import { printJson } from "@/lib/contracts/json-text";
import type { Mark } from "@/lib/contracts/mark";
import type { Run } from "@/lib/contracts/run";
import { wordIn } from "@/lib/contracts/word-lists";
import { minutesAgo } from "@/lib/testing/factories/clock";
import { models } from "@/lib/testing/factories/models";
import { ada } from "@/lib/testing/factories/people";
import { makePreview } from "@/lib/testing/factories/preview";
import { revisionDetailsOf, revisionsOf } from "@/lib/testing/factories/revisions";
import { eventsOf, scenes } from "@/lib/testing/factories/scenes";
import { summaryOf } from "@/lib/testing/factories/summary";
import { sceneNames } from "./names";
import { StateIndex } from "./state-index";

interface Scene {
  state: string;
  /** The providers' signs, by name. */
  marks: Readonly<Record<string, Mark>>;
}

/** Every state of the desk on made data, for looking at; nothing is asked of a server. */
export function Gallery({ state, marks }: Scene) {
  const [client] = useState(() => {
    if (state === "decidedMeanwhile") keepDraft();
    return fill(state);
  });
  return (
    <QueryClientProvider client={client}>
      <MeProvider value={ada}>
        <ProviderMarks value={marks}>
          <LiveProvider still>
            <DeskShell>
              <State name={state} />
            </DeskShell>
          </LiveProvider>
        </ProviderMarks>
      </MeProvider>
    </QueryClientProvider>
  );
}

function State({ name }: { name: string }) {
  if (name === "all") return <StateIndex />;
  if (name === "new") return <NewRun />;
  if (name === "runs") return <Runs />;
  if (name === "inbox" || name === "empty") return <Inbox />;
  const scene = wordIn(sceneNames, name);
  if (scene !== null) return <RunPane runId={scenes[scene]().run_id} paged />;
  return <InboxSkeleton />;
}

/** A draft that was begun before somebody else decided, as the browser keeps it. */
function keepDraft() {
  const run = scenes.decidedMeanwhile();
  const payload = { ...asObject(run.suggested_payload), guidance: 4.5 };
  const draft = { approvalToken: "tok_before", revision: 2, savedAt: minutesAgo(3), payload };
  localStorage.setItem(`countersign.draft.${run.run_id}`, printJson(draft));
}

/** By what the runs of the same requester are asked for. */
const requestersOf = ({ request: { by, user_id, user_email } }: Run) => [
  { user_id: user_id ?? undefined },
  { user_email: user_email ?? undefined },
  { created_by: by.id },
];

/** The file that a scene's payload names, and nobody can fetch. */
const unreachable: InputView = {
  address: "https://files.example/a.png",
  kind: null,
  content_type: null,
  bytes: null,
  url: null,
  problem: "unreachable",
};

function fill(state: string): QueryClient {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  const runs = Object.values(scenes).map((make) => make());
  const waiting = state === "empty" ? [] : runs.filter((run) => run.status === "awaiting_human");
  const page = (of: typeof runs) => ({
    pages: [{ data: of.map((run) => summaryOf(run)), next_cursor: null }],
    pageParams: [undefined],
  });
  client.setQueryData(keys.waiting, { runs: waiting.map((run) => summaryOf(run)), next: null });
  const filter = filterOf(viewOf(new URLSearchParams(window.location.search)));
  client.setQueryData(keys.list({ ...filter, limit: pageRows }), page(runs));
  for (const run of runs) {
    client.setQueryData(keys.run(run.run_id), run);
    client.setQueryData(keys.events(run.run_id), eventsOf(run));
    for (const requester of requestersOf(run)) {
      const before = { ...requester, created_before: run.created_at, limit: 5 };
      client.setQueryData(keys.list(before), page(runs.filter((other) => other !== run).slice(0, 3)));
    }
    client.setQueryData(keys.input(run.run_id, unreachable.address), unreachable);
    client.setQueryData(keys.revisions(run.run_id), revisionsOf(run));
    for (const revision of revisionDetailsOf(run)) {
      client.setQueryData(keys.revision(run.run_id, revision.number), revision);
    }
  }
  client.setQueryData(keys.models, models);
  client.setQueryData(keys.providers, { data: [] });
  for (const model of models) {
    client.setQueryData(keys.preview(plainBodyOf(model, emptyRequest)), makePreview());
    const body = bodyOf(model, { ...emptyRequest, prompt: "a fox" }, {});
    client.setQueryData(keys.preview(body), makePreview());
  }
  return client;
}
