import { z } from "zod";
import { type Endpoint, json, nothing } from "../endpoints/endpoint";
import { SignedLink } from "../endpoints/params";
import { ListFiles } from "./files";
import { ListPredictions, NewModelPrediction, NewPrediction } from "./prediction";

/** What Replicate's own description says of an answer is what counts; it is not written a second time. */
const described = { 200: json(z.unknown()) } as const;
const made = { 201: json(z.unknown()), 202: json(z.unknown()) } as const;

const NamedModel = z.strictObject({ owner: z.string().max(150), name: z.string().max(150) });
const PredictionParams = z.strictObject({ id: z.string().max(100) });
const flux = { owner: "black-forest-labs", name: "flux-schnell" };
const bicycle = { input: { prompt: "a red bicycle on a quay" } };
const exampleFile = { id: "file_2v6hq0k3m8x1c5r9t4w7" };
const example = { id: "run_2v6hq0k3m8x1c5r9t4w7" };

/**
 * The addresses at which an application that speaks to Replicate speaks to the desk. They stand apart from the other
 * endpoints: their form, and that of their refusals, is Replicate's.
 */
export const ingress = {
  createPrediction: {
    method: "POST",
    path: "/api/replicate/v1/predictions",
    summary: "Create a prediction of a version",
    role: "requester",
    body: NewPrediction,
    takes: ["Prefer"],
    answers: made,
    example: { body: { version: "black-forest-labs/flux-schnell", ...bicycle } },
  },
  listPredictions: {
    method: "GET",
    path: "/api/replicate/v1/predictions",
    summary: "List predictions, the newest first",
    role: "requester",
    query: ListPredictions,
    answers: described,
    example: {},
  },
  createModelPrediction: {
    method: "POST",
    path: "/api/replicate/v1/models/{owner}/{name}/predictions",
    summary: "Create a prediction of a model",
    role: "requester",
    params: NamedModel,
    body: NewModelPrediction,
    takes: ["Prefer"],
    answers: made,
    example: { params: flux, body: bicycle },
  },
  getPrediction: {
    method: "GET",
    path: "/api/replicate/v1/predictions/{id}",
    summary: "Show a prediction",
    role: "requester",
    params: PredictionParams,
    answers: described,
    example: { params: example },
  },
  cancelPrediction: {
    method: "POST",
    path: "/api/replicate/v1/predictions/{id}/cancel",
    summary: "Cancel a prediction",
    role: "requester",
    params: PredictionParams,
    // Done twice it does nothing more; an answer that is kept would outlive an erasure.
    idempotent: false,
    answers: described,
    example: { params: example },
  },
  streamPrediction: {
    method: "GET",
    path: "/api/replicate/v1/predictions/{id}/stream",
    summary: "The output as events, once it is released; by a signed address",
    public: true,
    params: PredictionParams,
    query: SignedLink,
    answers: { 200: { content: { "text/event-stream": null }, gives: [] } },
    example: { params: example },
  },
  createDeploymentPrediction: {
    method: "POST",
    path: "/api/replicate/v1/deployments/{owner}/{name}/predictions",
    summary: "Create a prediction of the model and version that a deployment has released",
    role: "requester",
    params: NamedModel,
    body: NewModelPrediction,
    takes: ["Prefer"],
    answers: made,
    example: { params: { owner: "acme", name: "eyes" }, body: bicycle },
  },
  createIngressFile: {
    method: "POST",
    path: "/api/replicate/v1/files",
    summary: "Upload a file, as the part `content` of a form",
    role: "requester",
    body: "stream",
    idempotent: false,
    answers: made,
    example: {},
  },
  listIngressFiles: {
    method: "GET",
    path: "/api/replicate/v1/files",
    summary: "List one's files, the newest first",
    role: "requester",
    query: ListFiles,
    answers: described,
    example: {},
  },
  getIngressFile: {
    method: "GET",
    path: "/api/replicate/v1/files/{id}",
    summary: "Show a file",
    role: "requester",
    params: PredictionParams,
    answers: described,
    example: { params: exampleFile },
  },
  deleteIngressFile: {
    method: "DELETE",
    path: "/api/replicate/v1/files/{id}",
    summary: "Remove a file that no run names",
    role: "requester",
    params: PredictionParams,
    answers: { 204: nothing },
    example: { params: exampleFile },
  },
  getDefaultWebhookSecret: {
    method: "GET",
    path: "/api/replicate/v1/webhooks/default/secret",
    summary: "What the webhooks of one's predictions are signed with",
    role: "requester",
    answers: described,
    example: {},
  },
} as const satisfies Record<string, Endpoint>;
