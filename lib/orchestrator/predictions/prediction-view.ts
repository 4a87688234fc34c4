import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { Prediction } from "@/lib/contracts/replicate/prediction";
import { mergePatch } from "@/lib/core/merge-patch";
import type { RunState } from "@/lib/core/state";
import { answerOfAttempt } from "@/lib/store/runs/attempts";
import { loadPayload } from "@/lib/store/runs/commit";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { answerText } from "@/lib/store/runs/revisions";
import type { Context } from "../context";
import { linked, linkQuery, signedOutputUrl } from "../reading/signed-link";
import { KeptRequest } from "../requests/request";
import { deadlineOf } from "./deadline";

/** Where this installation is reached, without a slash at its end. */
export type Site = string;

/** Below this address everything is as at `https://api.replicate.com/v1`. */
export const ingressPath = "/api/replicate/v1";

const statuses = {
  completed: "succeeded",
  failed: "failed",
  expired: "failed",
  awaiting_human: "starting",
  queued: "starting",
} as const;

/** Whether a person, or silence that counts as one, rejected it: the client is told as of a failure, with the reason. */
function rejection({ status, decisions }: RunState) {
  const last = decisions.findLast(({ undone }) => !undone);
  return status === "cancelled" && last?.action === "reject" ? last : null;
}

function statusOf(run: RunState): Prediction["status"] {
  if (run.status === "cancelled") return rejection(run) ? "failed" : "canceled";
  if (run.status === "running") return run.attempt?.phase === "submitted" ? "processing" : "starting";
  return statuses[run.status];
}

function errorOf(run: RunState): string | null {
  const rejected = rejection(run);
  if (rejected)
    return rejected.message ? `Rejected by a reviewer: ${rejected.message}` : "Rejected by a reviewer.";
  if (run.status === "expired") return "Nobody reviewed this in time, so it was not run.";
  return run.status === "failed" ? (run.failure?.message ?? run.message) : null;
}

/** What a client reads of where it stands; one that waits for a person learns so here. */
function logsOf(run: RunState, web: string): string {
  const decided = run.decisions
    .filter(({ undone }) => !undone)
    .map(({ at, action, step }) => `${at} ${action} at ${step}`);
  if (run.completed_at !== null) return [...decided, ""].join("\n");
  const stands = run.review
    ? `${run.review.opened_at} Waiting for a person at ${run.step}, until ${run.review.expires_at}: ${web}`
    : `${run.updated_at} ${run.message}`;
  return [...decided, stands, ""].join("\n");
}

/** The payload that is or was signed; before there is one, the input as it was given. Secrets stand sealed. */
async function inputOf({ db }: Context, { state, request }: StoredRun): Promise<JsonObject> {
  if (state.erased) return {};
  if (state.payload) {
    const { payload } = await loadPayload(db.prisma, state.run_id, state.payload.revision);
    return isJsonObject(payload) ? payload : {};
  }
  const { edits } = KeptRequest.parse(request);
  return edits ? edits.patches.reduce<JsonObject>(mergePatch, edits.payload ?? {}) : {};
}

/** The released answer in the shape the provider gave it, its files at links of their own; null until it is released. */
async function outputOf(context: Context, { state }: StoredRun, site: Site): Promise<Json> {
  const { run_id, response, attempt } = state;
  if (state.status !== "completed" || !response || state.erased) return null;
  const text = await answerText(context.db.prisma, run_id, response.revision);
  if (text === null) return null;
  const answer = withLinks(context, parseJson(text), run_id, site);
  const place = attempt && { runId: run_id, number: attempt.number };
  const given = place && (await answerOfAttempt(context.db.prisma, place));
  return given ? asGiven(answer, given.output) : answer;
}

/**
 * An answer that is one file is kept as a list of one, and a text that came in parts as one text, but clients of such
 * models read a text and a list. A text as the provider spoke it keeps its parts.
 */
function asGiven(answer: Json, given: Json): Json {
  if (typeof given === "string")
    return Array.isArray(answer) && answer.length === 1 ? (answer[0] ?? null) : answer;
  if (!Array.isArray(given) || typeof answer !== "string") return answer;
  const isAsSpoken = given.every((part) => typeof part === "string") && given.join("") === answer;
  return isAsSpoken ? given : [answer];
}

function withLinks(context: Context, value: Json, runId: string, site: Site): Json {
  if (typeof value === "string") {
    const [, id, index] = /^\/api\/hitl\/runs\/(\w+)\/outputs\/(\d+)$/.exec(value) ?? [];
    if (id !== runId || index === undefined) return value;
    return site + signedOutputUrl(context, runId, Number(index), context.clock());
  }
  if (Array.isArray(value)) return value.map((inner) => withLinks(context, inner, runId, site));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withLinks(context, inner, runId, site)]),
  );
}

/** A version's id alone; a model that is run without one says so in Replicate's word. */
function versionOf({ version }: RunState["model"]): string {
  return version === null ? "hidden" : version.slice(version.lastIndexOf(":") + 1);
}

function metricsOf(run: RunState): Pick<Prediction, "metrics"> {
  if (run.completed_at === null) return {};
  const total_time = (Date.parse(run.completed_at) - Date.parse(run.created_at)) / 1000;
  return {
    metrics: { ...(run.provider_ms > 0 && { predict_time: run.provider_ms / 1000 }), total_time },
  };
}

/**
 * A run as a prediction of Replicate's. Its id is the run's, which never changes and belongs to no other run. What was not
 * released is not in it, whoever asks.
 * @param site where its addresses lead
 */
export async function predictionView(context: Context, stored: StoredRun, site: Site): Promise<Prediction> {
  const { state } = stored;
  const { run_id: id } = state;
  const get = `${site}${ingressPath}/predictions/${id}`;
  const web = `${site}/runs/${id}`;
  const deadline = deadlineOf(stored.request, state.created_at);
  const submitted = state.attempt?.submitted_at;
  return {
    id,
    model: state.model.name,
    version: versionOf(state.model),
    input: await inputOf(context, stored),
    output: await outputOf(context, stored, site),
    logs: logsOf(state, web),
    error: errorOf(state),
    status: statusOf(state),
    source: "api",
    data_removed: state.erased !== undefined,
    created_at: state.created_at,
    ...(submitted && { started_at: submitted }),
    ...(state.completed_at !== null && { completed_at: state.completed_at }),
    ...metricsOf(state),
    ...(deadline && { deadline: deadline.toISOString() }),
    urls: {
      web,
      get,
      cancel: `${get}/cancel`,
      ...(state.operation_type === "text_generation" && {
        stream: `${get}/stream?${linkQuery(context, linked.stream(id), context.clock())}`,
      }),
    },
  };
}
