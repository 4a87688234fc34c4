import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { Actor } from "@/lib/contracts/parts";
import type { DecisionAction, RunStatus } from "@/lib/contracts/words";
import { diff } from "@/lib/core/diff";
import type { EventData } from "@/lib/core/events";
import { between } from "@/lib/core/evolve";
import type { EndedRun } from "@/lib/core/figures/ended-run";
import { tallyKey } from "@/lib/core/figures/tally";
import type { RunState } from "@/lib/core/state";
import type { Transaction } from "../connection/client";
import { fromColumn } from "../connection/json-column";
import { readState } from "./read-state";

/**
 * What the figures need of runs that ended, told from their rows alone, so that it may be told again at any time.
 * Runs that are not there any more, or have not ended, are left out.
 * @throws Unreadable where this release cannot read one of them
 */
export async function readEndedRuns(tx: Transaction, ids: string[]): Promise<EndedRun[]> {
  const runs = await tx.run.findMany({
    where: { id: { in: ids } },
    select: { id: true, path: true, provider: true, model: true, status: true, format: true, state: true },
  });
  const states = new Map(runs.map((run) => [run.id, readState(run)]));
  const [reviews, attempts, edits, prices] = await Promise.all([
    reviewsOf(tx, ids),
    callsOf(tx, ids),
    editsOf(tx, [...states.values()]),
    pricesOf(tx, runs),
  ]);
  return runs.flatMap((run): EndedRun[] => {
    const state = states.get(run.id);
    if (!state?.completed_at || !isEnd(run.status)) return [];
    const mine = reviews.filter(({ runId }) => runId === run.id);
    const calls = attempts.get(run.id) ?? 0;
    const provider_ms = Math.round(state.provider_ms);
    const estimated = state.cost && calls > 0 ? state.cost.amount * calls : null;
    return [
      {
        run_id: run.id,
        path: run.path === "legacy" ? "legacy" : "hitl",
        provider: run.provider,
        model: run.model,
        status: run.status,
        ended_at: state.completed_at,
        failure: run.status === "failed" ? (state.failure?.code ?? "unknown") : null,
        total_ms: between(state.created_at, state.completed_at),
        provider_ms,
        people_ms: state.human_ms,
        decisions: mine.flatMap(decidedIn),
        timeouts: mine.filter(ranOut).length,
        edited: edits.get(run.id) ?? [],
        estimated_usd: estimated,
        measured_usd: state.billed_usd ?? measured(prices.get(tallyKey(run)), calls, provider_ms),
      },
    ];
  });
}

function isEnd(status: RunStatus): status is EndedRun["status"] {
  return status === "completed" || status === "failed" || status === "cancelled" || status === "expired";
}

type Review = Awaited<ReturnType<typeof reviewsOf>>[number];

function reviewsOf(tx: Transaction, ids: string[]) {
  return tx.review.findMany({
    where: { runId: { in: ids } },
    orderBy: { openedAt: "asc" },
    select: {
      runId: true,
      openedAt: true,
      expiresAt: true,
      closedAt: true,
      decision: { select: { action: true, actor: true, at: true, undoneAt: true } },
    },
  });
}

function decidedIn({ openedAt, decision }: Review): EndedRun["decisions"] {
  if (!decision || decision.undoneAt) return [];
  const actor = fromColumn<Actor>(decision.actor);
  if (actor.kind === "system") return [];
  const ms = Math.max(0, decision.at.getTime() - openedAt.getTime());
  return [{ action: decision.action as DecisionAction, actor, ms }];
}

/** Nobody answered in time, whatever policy then did: a person's answer counts even when it came late. */
function ranOut(review: Review): boolean {
  const { closedAt, expiresAt } = review;
  return closedAt !== null && closedAt >= expiresAt && decidedIn(review).length === 0;
}

/** How many calls of each run the provider took. */
async function callsOf(tx: Transaction, ids: string[]): Promise<Map<string, number>> {
  const rows = await tx.attempt.findMany({
    where: { runId: { in: ids }, providerId: { not: null } },
    select: { runId: true },
  });
  const counts = new Map<string, number>();
  for (const { runId } of rows) counts.set(runId, (counts.get(runId) ?? 0) + 1);
  return counts;
}

interface Price {
  amountUsd: number;
  per: string;
}

async function pricesOf(
  tx: Transaction,
  runs: { provider: string; model: string }[],
): Promise<Map<string, Price>> {
  const names = [...new Set(runs.map(({ model }) => model))];
  const rows = await tx.model.findMany({
    where: { name: { in: names } },
    select: { provider: true, name: true, price: true },
  });
  return new Map(
    rows.flatMap(({ provider, name, price }) => {
      const known = priceIn(price === null ? null : fromColumn<Json>(price));
      return known ? [[tallyKey({ provider, model: name }), known] as const] : [];
    }),
  );
}

function priceIn(value: Json): Price | null {
  if (!isJsonObject(value)) return null;
  const { amountUsd, per } = value;
  return typeof amountUsd === "number" && typeof per === "string" ? { amountUsd, per } : null;
}

/** A price for the call or the second times what was called or measured; other prices need what providers do not tell. */
function measured(price: Price | undefined, calls: number, providerMs: number): number | null {
  if (!price || calls === 0) return null;
  if (price.per === "call") return price.amountUsd * calls;
  return price.per === "second" ? (price.amountUsd * providerMs) / 1000 : null;
}

/** What a revision's entry is while a question is open; a request's own edits come before anybody is asked. */
const atReview = { type: "payload_revised", status: "awaiting_human" } as const;

/** Where people edited each run, each place once. */
async function editsOf(tx: Transaction, states: RunState[]): Promise<Map<string, string[]>> {
  const edited = states.filter(({ decisions }) =>
    decisions.some(({ action, actor, undone }) => action === "edit" && actor.kind !== "system" && !undone),
  );
  const ids = edited.map(({ run_id }) => run_id);
  if (ids.length === 0) return new Map();
  const [revisions, events, descriptions] = await Promise.all([
    tx.payloadRevision.findMany({
      where: { runId: { in: ids }, kind: { not: "example" } },
      orderBy: [{ runId: "asc" }, { number: "asc" }],
      select: { runId: true, number: true, kind: true, content: true },
    }),
    tx.runEvent.findMany({
      where: { runId: { in: ids }, OR: [{ type: "decision" }, atReview] },
      select: { runId: true, type: true, data: true },
    }),
    tx.run.findMany({ where: { id: { in: ids } }, select: { id: true, description: true } }),
  ]);
  return new Map(
    ids.map((id) => {
      const places = new Set<string>();
      const described = descriptions.find((run) => run.id === id)?.description ?? {};
      const names = namesOf(fromColumn<Partial<ModelWords>>(described));
      const mine = revisions.filter(({ runId }) => runId === id);
      const answers = new Set(
        events
          .filter(({ runId, type }) => runId === id && type === "payload_revised")
          .map(({ data }) => fromColumn<EventData["payload_revised"]>(data).revision),
      );
      for (const [index, { kind, number, content }] of mine.entries()) {
        const before = mine[index - 1];
        if (kind !== "edit" || !answers.has(number) || !before) continue;
        for (const change of diff(parseJson(before.content), parseJson(content)))
          places.add(general(change.pointer, names));
      }
      for (const { runId, type, data } of events) {
        if (runId === id && type === "decision")
          for (const place of editedIn(fromColumn<EventData["decision"]>(data))) places.add(place);
      }
      return [id, [...places]];
    }),
  );
}

/**
 * The names that a model's description gives its inputs. What a request says of a model of its own is that request's
 * words, and no name of the model.
 */
function namesOf({ unproven, exampleInput, openapiSchema }: Partial<ModelWords>): ReadonlySet<string> {
  if (unproven) return new Set();
  const names = new Set(Object.keys(exampleInput ?? {}));
  const open: Json[] = [openapiSchema ?? null];
  while (open.length > 0) {
    const part = open.pop() ?? null;
    if (isJsonObject(part) && isJsonObject(part.properties))
      for (const name of Object.keys(part.properties)) names.add(name);
    if (Array.isArray(part)) open.push(...part);
    else if (isJsonObject(part)) open.push(...Object.values(part));
  }
  return names;
}

interface ModelWords {
  exampleInput: JsonObject;
  openapiSchema: JsonObject | null;
  unproven: true;
}

/**
 * List positions say little: what is changed most is counted for the whole list. Of names only the model's own stay: all
 * others somebody wrote, and figures outlive what is erased of a run.
 */
function general(pointer: string, names: ReadonlySet<string>): string {
  const parts = pointer.split("/").slice(1);
  return parts.map((part) => `/${names.has(decoded(part)) ? part : "*"}`).join("");
}

const decoded = (part: string) => part.replaceAll("~1", "/").replaceAll("~0", "~");

function editedIn({ decision, prompt, attachments, model }: EventData["decision"]): string[] {
  if (decision.action !== "edit") return [];
  return [
    ...(prompt === undefined ? [] : ["request:/prompt"]),
    ...(attachments === undefined ? [] : ["request:/attachments"]),
    ...(model === undefined ? [] : ["request:/model"]),
    ...(decision.step === "response_review" ? ["response"] : []),
  ];
}
