import { CreateRun } from "../create-run";
import { CommentBody, ForkBody } from "../decide";
import { EraseDocuments, ErasePerson, PersonErasure } from "../erasure";
import { ExportRuns } from "../export-runs";
import { ListRuns } from "../list-runs";
import { PageOfRuns, Preview, Run, Waiting } from "../run";
import { type Endpoint, json, nothing } from "./endpoint";
import { exampleCreate, exampleRun } from "./examples";
import { RunParams } from "./params";

const run = json(Run, "ETag", "Location");
/** A run that came to rest in time; one that had not goes out with the same content as 202. */
const rested = json(Run, "ETag", "Location", "Preference-Applied");

export const runs = {
  listRuns: {
    method: "GET",
    path: "/api/hitl/runs",
    summary: "List runs",
    role: "requester",
    query: ListRuns,
    answers: { 200: json(PageOfRuns) },
    example: { query: { status: "awaiting_human", sort: "expires_at", limit: 20 } },
  },
  createRun: {
    method: "POST",
    path: "/api/hitl/runs",
    summary: "Create a run and start it",
    role: "requester",
    body: CreateRun,
    takes: ["Prefer"],
    answers: { 200: rested, 202: rested },
    problems: ["not_found", "provider_error"],
    example: { body: exampleCreate },
  },
  previewRun: {
    method: "POST",
    path: "/api/hitl/preview",
    summary: "What a run would meet; stores nothing",
    role: "requester",
    body: CreateRun,
    idempotent: false,
    answers: { 200: json(Preview) },
    problems: ["not_found", "provider_error"],
    example: { body: exampleCreate },
  },
  exportRuns: {
    method: "GET",
    path: "/api/hitl/runs/export",
    summary: "Every run of a filter, as a file",
    role: "requester",
    query: ExportRuns,
    answers: {
      200: {
        content: { "text/csv": null, "application/x-ndjson": null },
        gives: ["Content-Disposition"],
      },
    },
    example: { query: { format: "csv", status: "completed" } },
  },
  countWaiting: {
    method: "GET",
    path: "/api/hitl/runs/waiting",
    summary: "How many runs wait for a person (reviewers)",
    role: "reviewer",
    answers: { 200: json(Waiting) },
    example: {},
  },
  getRun: {
    method: "GET",
    path: "/api/hitl/runs/{id}",
    summary: "Show a run",
    role: "requester",
    params: RunParams,
    answers: { 200: run },
    problems: ["run_not_found"],
    example: { params: exampleRun },
  },
  forkRun: {
    method: "POST",
    path: "/api/hitl/runs/{id}/fork",
    summary: "Start a new run from this one",
    role: "requester",
    params: RunParams,
    body: ForkBody,
    takes: ["Prefer"],
    answers: { 200: run, 202: run },
    problems: ["run_not_found", "invalid_state", "provider_error"],
    example: { params: exampleRun, body: { edits: { prompt: "a blue bicycle on a quay" } } },
  },
  eraseDocuments: {
    method: "DELETE",
    path: "/api/hitl/runs/{id}/documents",
    summary: "Erase what was said of a run that has ended: prompt, payloads, answers, files, reasons",
    role: "admin",
    params: RunParams,
    query: EraseDocuments,
    body: EraseDocuments,
    answers: { 200: run },
    problems: ["run_not_found", "invalid_state"],
    example: { params: exampleRun, body: { why: "The customer asked for it" } },
  },
  erasePerson: {
    method: "POST",
    path: "/api/hitl/erasures",
    summary: "Erase what was said of all runs of a person that have ended",
    role: "admin",
    body: ErasePerson,
    answers: { 202: json(PersonErasure) },
    problems: ["conflict"],
    example: { body: { field: "user_email", value: "rita@example.com", why: "She asked for it" } },
  },
  commentOnRun: {
    method: "POST",
    path: "/api/hitl/runs/{id}/comments",
    summary: "Comment on a run",
    role: "requester",
    params: RunParams,
    body: CommentBody,
    takes: ["Prefer"],
    answers: { 200: rested, 201: run },
    problems: ["run_not_found", "invalid_state"],
    example: { params: exampleRun, body: { message: "The customer asked for this one twice." } },
  },
  claimRun: {
    method: "POST",
    path: "/api/hitl/runs/{id}/claim",
    summary: "Say that you are looking at a run",
    role: "reviewer",
    params: RunParams,
    takes: ["Prefer"],
    answers: { 200: rested },
    problems: ["run_not_found", "invalid_state"],
    example: { params: exampleRun },
  },
  claimNextRun: {
    method: "POST",
    path: "/api/hitl/runs/next",
    summary: "Claim the next run that is for you; 204 when none is",
    role: "reviewer",
    answers: { 200: rested, 204: nothing },
    example: {},
  },
  releaseRun: {
    method: "POST",
    path: "/api/hitl/runs/{id}/release",
    summary: "Take your claim back",
    role: "reviewer",
    params: RunParams,
    takes: ["Prefer"],
    answers: { 200: rested },
    problems: ["run_not_found", "invalid_state"],
    example: { params: exampleRun },
  },
} as const satisfies Record<string, Endpoint>;
