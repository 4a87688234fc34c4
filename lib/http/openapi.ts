import { z } from "zod";
import {
  AddModel,
  ChangeModel,
  Me,
  ModelDetail,
  ModelSummary,
  ProviderView,
} from "@/lib/contracts/catalogue";
import { CreateRun } from "@/lib/contracts/create-run";
import {
  ApproveBody,
  CancelBody,
  CommentBody,
  DecideMany,
  EditBody,
  ForkBody,
  RejectBody,
  RetryBody,
  UndoBody,
} from "@/lib/contracts/decide";
import { EventView } from "@/lib/contracts/event";
import {
  DecisionOutcome,
  Revision,
  RevisionDetail,
  Verification,
  VerifyBody,
} from "@/lib/contracts/evidence";
import { ExportRuns } from "@/lib/contracts/export-runs";
import { HealthDetail } from "@/lib/contracts/health";
import { InputQuery, InputView } from "@/lib/contracts/input";
import { Metrics, MetricsQuery } from "@/lib/contracts/insights";
import { ListRuns } from "@/lib/contracts/list-runs";
import {
  ChangeKey,
  ChangePerson,
  CreateKey,
  CreatePerson,
  KeyView,
  NewKey,
  Person,
} from "@/lib/contracts/people";
import { Problem } from "@/lib/contracts/problem";
import { ChangeRollout, RollBack, Rollout, ShadowQuery, ShadowReport } from "@/lib/contracts/rollout";
import { Preview, Run, RunSummary } from "@/lib/contracts/run";
import { SimulatePolicy, Simulation } from "@/lib/contracts/simulate";

/** Every body and answer of the wire by its name in the document. */
const requests = {
  CreateRun,
  ApproveBody,
  EditBody,
  RejectBody,
  RetryBody,
  UndoBody,
  CancelBody,
  CommentBody,
  ForkBody,
  DecideMany,
  VerifyBody,
  AddModel,
  ChangeModel,
  CreatePerson,
  ChangePerson,
  ChangeKey,
  CreateKey,
  ChangeRollout,
  RollBack,
  SimulatePolicy,
} as const;
const answers = {
  Run,
  RunSummary,
  InputView,
  Preview,
  EventView,
  Revision,
  RevisionDetail,
  DecisionOutcome,
  Verification,
  ProviderView,
  ModelSummary,
  ModelDetail,
  Me,
  Person,
  KeyView,
  NewKey,
  HealthDetail,
  Metrics,
  Rollout,
  ShadowReport,
  Simulation,
  Problem,
} as const;

type Content = keyof typeof answers | { page: keyof typeof answers } | "file" | "ndjson" | "nothing" | "text";

interface Operation {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  summary: string;
  body?: keyof typeof requests;
  query?: z.ZodObject;
  answer: Content;
  status?: number;
  /** Answers a live stream as well, for `Accept: text/event-stream`. */
  streams?: true;
  /** The older endpoint: its answers say until when it stays. */
  deprecated?: true;
}

const decision = (verb: string, body: keyof typeof requests, summary: string): Operation => ({
  method: "post",
  path: `/api/hitl/runs/{id}/${verb}`,
  summary,
  body,
  answer: "Run",
});

const operations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/hitl/runs",
    summary: "List runs",
    query: ListRuns,
    answer: { page: "RunSummary" },
  },
  {
    method: "post",
    path: "/api/hitl/runs",
    summary: "Create a run and start it",
    body: "CreateRun",
    answer: "Run",
  },
  {
    method: "get",
    path: "/api/hitl/runs/export",
    summary: "Every run of a filter, as a file",
    query: ExportRuns,
    answer: "file",
  },
  { method: "get", path: "/api/hitl/runs/{id}", summary: "Show a run", answer: "Run" },
  decision("approve", "ApproveBody", "Approve what the open review is about"),
  decision("edit", "EditBody", "Edit what the open review is about"),
  decision("reject", "RejectBody", "Reject what the open review is about"),
  decision("retry", "RetryBody", "Ask for another attempt"),
  decision("undo", "UndoBody", "Take a decision back that waits to be carried out"),
  decision("cancel", "CancelBody", "End a run before its time"),
  {
    method: "post",
    path: "/api/hitl/runs/{id}/claim",
    summary: "Say that you are looking at a run",
    answer: "Run",
  },
  { method: "post", path: "/api/hitl/runs/{id}/release", summary: "Take your claim back", answer: "Run" },
  {
    method: "post",
    path: "/api/hitl/runs/{id}/comments",
    summary: "Comment on a run",
    body: "CommentBody",
    answer: "Run",
    status: 201,
  },
  {
    method: "post",
    path: "/api/hitl/runs/{id}/fork",
    summary: "Start a new run from this one",
    body: "ForkBody",
    answer: "Run",
  },
  {
    method: "get",
    path: "/api/hitl/runs/{id}/events",
    summary: "A run's log",
    answer: { page: "EventView" },
    streams: true,
  },
  {
    method: "get",
    path: "/api/hitl/runs/{id}/revisions",
    summary: "Every version of a run's payload",
    answer: { page: "Revision" },
  },
  {
    method: "get",
    path: "/api/hitl/runs/{id}/revisions/{number}",
    summary: "One version of a run's payload, compared with another if asked",
    query: z.object({ diff_from: z.int().optional() }),
    answer: "RevisionDetail",
  },
  { method: "get", path: "/api/hitl/runs/{id}/outputs/{index}", summary: "An output file", answer: "file" },
  {
    method: "get",
    path: "/api/hitl/runs/{id}/inputs",
    summary: "What lies at an address that a run names, for reviewers",
    query: InputQuery,
    answer: "InputView",
  },
  {
    method: "get",
    path: "/api/hitl/runs/{id}/inputs/file",
    summary: "A file that a run names, as this server fetched it, for reviewers",
    query: InputQuery,
    answer: "file",
  },
  {
    method: "get",
    path: "/api/hitl/runs/{id}/evidence",
    summary: "The log with its hash chain",
    answer: "ndjson",
  },
  {
    method: "get",
    path: "/api/hitl/events",
    summary: "The log of every run you may see",
    answer: { page: "EventView" },
    streams: true,
  },
  {
    method: "post",
    path: "/api/hitl/decisions",
    summary: "Give one answer to many questions",
    body: "DecideMany",
    answer: { page: "DecisionOutcome" },
  },
  {
    method: "post",
    path: "/api/hitl/preview",
    summary: "What a run would meet; stores nothing",
    body: "CreateRun",
    answer: "Preview",
  },
  {
    method: "post",
    path: "/api/hitl/audit/verify",
    summary: "Check the log of one run, or of all",
    body: "VerifyBody",
    answer: "Verification",
  },
  { method: "get", path: "/api/hitl/providers", summary: "The providers", answer: { page: "ProviderView" } },
  { method: "get", path: "/api/hitl/models", summary: "The catalogue", answer: { page: "ModelSummary" } },
  {
    method: "post",
    path: "/api/hitl/models",
    summary: "Add a model to the catalogue, or bring it up to date",
    body: "AddModel",
    answer: "ModelDetail",
    status: 201,
  },
  {
    method: "get",
    path: "/api/hitl/models/{provider}/{owner}/{name}",
    summary: "A model of the catalogue",
    answer: "ModelDetail",
  },
  {
    method: "patch",
    path: "/api/hitl/models/{provider}/{owner}/{name}",
    summary: "Set a model's price",
    body: "ChangeModel",
    answer: "ModelDetail",
  },
  {
    method: "delete",
    path: "/api/hitl/models/{provider}/{owner}/{name}",
    summary: "Take a model out of the catalogue",
    answer: "nothing",
    status: 204,
  },
  { method: "get", path: "/api/me", summary: "Who you are", answer: "Me" },
  { method: "get", path: "/api/people", summary: "Who can sign in", answer: { page: "Person" } },
  {
    method: "post",
    path: "/api/people",
    summary: "Add a person",
    body: "CreatePerson",
    answer: "Person",
    status: 201,
  },
  {
    method: "patch",
    path: "/api/people/{id}",
    summary: "Change a person's name or role, or disable them",
    body: "ChangePerson",
    answer: "Person",
  },
  { method: "get", path: "/api/keys", summary: "The API keys", answer: { page: "KeyView" } },
  {
    method: "post",
    path: "/api/keys",
    summary: "Make an API key; it is shown this once",
    body: "CreateKey",
    answer: "NewKey",
    status: 201,
  },
  {
    method: "patch",
    path: "/api/keys/{id}",
    summary: "Change a key's name or limits",
    body: "ChangeKey",
    answer: "KeyView",
  },
  { method: "delete", path: "/api/keys/{id}", summary: "End an API key", answer: "nothing", status: 204 },
  {
    method: "get",
    path: "/api/health/detail",
    summary: "How the installation is, for admins",
    answer: "HealthDetail",
  },
  {
    method: "post",
    path: "/api/teams/run",
    summary: "The older endpoint: one-shot, or reviewed where the rollout or use_hitl says so",
    body: "CreateRun",
    query: z.object({ use_hitl: z.boolean().optional() }),
    answer: "Run",
    deprecated: true,
  },
  {
    method: "post",
    path: "/api/teams/run-hitl",
    summary: "Create a reviewed run, for clients of the older endpoint",
    body: "CreateRun",
    answer: "Run",
  },
  {
    method: "get",
    path: "/api/hitl/metrics",
    summary: "The figures of a range, both paths side by side",
    query: MetricsQuery,
    answer: "Metrics",
  },
  { method: "get", path: "/api/metrics", summary: "Figures in Prometheus' format (admins)", answer: "text" },
  {
    method: "post",
    path: "/api/hitl/policies/simulate",
    summary: "Replay a draft policy over stored runs; stores nothing (admins)",
    body: "SimulatePolicy",
    answer: "Simulation",
  },
  { method: "get", path: "/api/rollout", summary: "How the rollout stands (admins)", answer: "Rollout" },
  {
    method: "put",
    path: "/api/rollout",
    summary: "Change the rollout (admins)",
    body: "ChangeRollout",
    answer: "Rollout",
  },
  {
    method: "post",
    path: "/api/rollout/rollback",
    summary: "Put everyone back on the older path (admins)",
    body: "RollBack",
    answer: "Rollout",
  },
  {
    method: "get",
    path: "/api/rollout/shadow",
    summary: "What the new path would have done with the older one's requests (admins)",
    query: ShadowQuery,
    answer: "ShadowReport",
  },
];

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function contentOf(answer: Content): object {
  if (answer === "nothing") return {};
  if (answer === "file") return { "application/octet-stream": {} };
  if (answer === "ndjson") return { "application/x-ndjson": {} };
  if (answer === "text") return { "text/plain": {} };
  if (typeof answer === "string") return { "application/json": { schema: ref(answer) } };
  const schema = {
    type: "object",
    required: ["data", "next_cursor"],
    properties: {
      data: { type: "array", items: ref(answer.page) },
      next_cursor: { type: ["string", "null"] },
    },
  };
  return { "application/json": { schema } };
}

function parametersOf({ path, query }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
  }));
  return [...inPath, ...inQuery];
}

const unchanged = { 304: { description: "What you have is still so (`If-None-Match`)" } };

const inPart = {
  206: { description: "The part that `Range` asks for", content: contentOf("file") },
  416: {
    description: "`Range` is outside the file (`range_not_satisfiable`)",
    content: { "application/problem+json": { schema: ref("Problem") } },
  },
};

function operationOf(operation: Operation): object {
  const { method, body, answer, status = 200, streams, summary, deprecated } = operation;
  const content = { ...contentOf(answer), ...(streams ? { "text/event-stream": {} } : {}) };
  return {
    summary,
    ...(deprecated && { deprecated }),
    parameters: parametersOf(operation),
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: ref(body) } } } }
      : {}),
    responses: {
      [status]: { description: summary, content },
      ...(method === "get" && answer !== "ndjson" && answer !== "text" && unchanged),
      ...(answer === "file" && inPart),
      default: {
        description: "A problem (RFC 9457)",
        content: { "application/problem+json": { schema: ref("Problem") } },
      },
    },
  };
}

function schemasOf(named: Record<string, z.ZodType>, io: "input" | "output"): Record<string, object> {
  return Object.fromEntries(
    Object.entries(named).map(([name, schema]) => {
      const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
      // A recursive schema keeps its parts under $defs; inside a document their addresses start at its own name.
      const text = JSON.stringify(rest).replaceAll('"#/$defs/', `"#/components/schemas/${name}/$defs/`);
      return [name, JSON.parse(text)];
    }),
  );
}

/** The wire contract as OpenAPI 3.1, made from the very schemas that check it. */
export function openapiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Countersign",
      version: "1",
      description: "Runs of AI models that wait for a person's signature.",
    },
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "better-auth.session_token" },
      },
      schemas: { ...schemasOf(requests, "input"), ...schemasOf(answers, "output") },
    },
  };
}
