import { z } from "zod";
import { Deliveries } from "../deliveries";
import { EventsQuery, EventView } from "../event";
import {
  AuditHead,
  PublicKeys,
  Receipts,
  Revision,
  RevisionDetail,
  Verification,
  VerifyBody,
} from "../evidence";
import { InputQuery, InputView } from "../input";
import { page } from "../run";
import { WholeNumber } from "../whole-number";
import { type Endpoint, filePart, json, nothing, pageOf } from "./endpoint";
import { exampleRun } from "./examples";
import { OutputParams, RevisionParams, RunParams, Seconds } from "./params";

/** A page of events, or for `Accept: text/event-stream` a live stream; 204 when everything has been told. */
const log = {
  query: EventsQuery,
  takes: ["Last-Event-ID"],
  answers: {
    200: { content: { "application/json": page(EventView), "text/event-stream": null }, gives: [] },
    204: nothing,
  },
} as const;

export const lookingCloser = {
  listEvents: {
    ...log,
    method: "GET",
    path: "/api/hitl/events",
    summary: "The log of every run you may see",
    role: "requester",
    example: { query: { after: 120 } },
  },
  listRunEvents: {
    ...log,
    method: "GET",
    path: "/api/hitl/runs/{id}/events",
    summary: "A run's log",
    role: "requester",
    params: RunParams,
    problems: ["run_not_found"],
    example: { params: exampleRun },
  },
  listRevisions: {
    method: "GET",
    path: "/api/hitl/runs/{id}/revisions",
    summary: "Every version of a run's payload",
    role: "requester",
    params: RunParams,
    answers: { 200: pageOf(Revision) },
    problems: ["run_not_found"],
    example: { params: exampleRun },
  },
  getRevision: {
    method: "GET",
    path: "/api/hitl/runs/{id}/revisions/{number}",
    summary: "One version of a run's payload, compared with another if asked",
    role: "requester",
    params: RevisionParams,
    query: z.strictObject({ diff_from: WholeNumber.optional() }),
    answers: { 200: json(RevisionDetail) },
    problems: ["run_not_found"],
    example: { params: { ...exampleRun, number: "2" }, query: { diff_from: "1" } },
  },
  getOutput: {
    ...filePart,
    method: "GET",
    path: "/api/hitl/runs/{id}/outputs/{index}",
    summary: "An output file",
    role: "requester",
    params: OutputParams,
    query: z.strictObject({
      attempt: WholeNumber.optional(),
      /** Of a signed link, which needs no key and ends. */
      expires: Seconds.optional(),
      signature: z.string().max(100).optional(),
    }),
    problems: ["run_not_found", "range_not_satisfiable"],
    example: { params: { ...exampleRun, index: "0" } },
  },
  listDeliveries: {
    method: "GET",
    path: "/api/hitl/runs/{id}/deliveries",
    summary: "What a run's webhook was told, and how that went",
    role: "requester",
    params: RunParams,
    answers: { 200: json(Deliveries) },
    problems: ["run_not_found"],
    example: { params: exampleRun },
  },
  getInput: {
    method: "GET",
    path: "/api/hitl/runs/{id}/inputs",
    summary: "What lies at an address that a run names",
    role: "reviewer",
    params: RunParams,
    query: InputQuery,
    answers: { 200: json(InputView) },
    problems: ["run_not_found"],
    example: { params: exampleRun, query: { address: "https://example.com/photo.png" } },
  },
  getInputFile: {
    ...filePart,
    method: "GET",
    path: "/api/hitl/runs/{id}/inputs/file",
    summary: "A file that a run names, as this server fetched it",
    role: "reviewer",
    params: RunParams,
    query: InputQuery,
    problems: ["run_not_found", "range_not_satisfiable"],
    example: { params: exampleRun, query: { address: "https://example.com/photo.png" } },
  },
  getEvidence: {
    method: "GET",
    path: "/api/hitl/runs/{id}/evidence",
    summary: "The log with its hash chain",
    role: "requester",
    params: RunParams,
    answers: { 200: { content: { "application/x-ndjson": null }, gives: ["Content-Disposition"] } },
    problems: ["run_not_found"],
    example: { params: exampleRun },
  },
  getReceipts: {
    method: "GET",
    path: "/api/hitl/runs/{id}/receipts",
    summary: "Signed statements of the decisions that were carried out, to be checked offline",
    role: "requester",
    params: RunParams,
    answers: { 200: json(Receipts) },
    problems: ["run_not_found"],
    example: { params: exampleRun },
  },
  getAuditHead: {
    method: "GET",
    path: "/api/hitl/audit/head",
    summary: "The newest signed head over everything that was committed; keep it elsewhere",
    role: "admin",
    answers: { 200: json(AuditHead) },
    example: {},
  },
  getPublicKeys: {
    method: "GET",
    path: "/api/hitl/keys.json",
    summary: "The public keys that signatures are checked with",
    public: true,
    answers: { 200: json(PublicKeys) },
    example: {},
  },
  verifyLog: {
    method: "POST",
    path: "/api/hitl/audit/verify",
    summary: "Check the log of one run, or of all",
    role: "admin",
    body: VerifyBody,
    idempotent: false,
    answers: { 200: json(Verification) },
    problems: ["run_not_found"],
    example: { body: { run_id: exampleRun.id } },
  },
} as const satisfies Record<string, Endpoint>;
