import { AddModel, ChangeModel, ListModels, ModelDetail, ModelSummary, ProviderView } from "../catalogue";
import { type Endpoint, json, nothing, pageOf } from "./endpoint";
import { ModelParams } from "./params";

const exampleModel = { provider: "replicate", owner: "black-forest-labs", name: "flux-schnell" };

export const catalogue = {
  listProviders: {
    method: "GET",
    path: "/api/hitl/providers",
    summary: "The providers",
    role: "requester",
    answers: { 200: pageOf(ProviderView) },
    example: {},
  },
  listModels: {
    method: "GET",
    path: "/api/hitl/models",
    summary: "The catalogue",
    role: "requester",
    query: ListModels,
    answers: { 200: pageOf(ModelSummary) },
    example: { query: { q: "flux" } },
  },
  addModel: {
    method: "POST",
    path: "/api/hitl/models",
    summary: "Add a model to the catalogue, or bring it up to date",
    role: "admin",
    body: AddModel,
    answers: { 200: json(ModelDetail), 201: json(ModelDetail) },
    problems: ["not_found", "provider_error"],
    example: { body: { name: "black-forest-labs/flux-schnell" } },
  },
  getModel: {
    method: "GET",
    path: "/api/hitl/models/{provider}/{owner}/{name}",
    summary: "A model of the catalogue",
    role: "requester",
    params: ModelParams,
    answers: { 200: json(ModelDetail) },
    example: { params: exampleModel },
  },
  changeModel: {
    method: "PATCH",
    path: "/api/hitl/models/{provider}/{owner}/{name}",
    summary: "Set a model's price",
    role: "admin",
    params: ModelParams,
    body: ChangeModel,
    answers: { 200: json(ModelDetail) },
    example: { params: exampleModel, body: { price: { amount_usd: 0.003, per: "output" } } },
  },
  removeModel: {
    method: "DELETE",
    path: "/api/hitl/models/{provider}/{owner}/{name}",
    summary: "Take a model out of the catalogue",
    role: "admin",
    params: ModelParams,
    answers: { 204: nothing },
    example: { params: exampleModel },
  },
} as const satisfies Record<string, Endpoint>;
