import { PageQuery } from "../people";
import {
  ChangeWebhook,
  CreateWebhook,
  RotateSecret,
  Webhook,
  WebhookDelivery,
  WebhookWithSecret,
} from "../webhooks";
import { type Endpoint, json, nothing, pageOf } from "./endpoint";
import { IdParams } from "./params";

const exampleWebhook = { id: "whe_01k9z3m5q8r2t4v6w7x8" };

export const webhooks = {
  listWebhooks: {
    method: "GET",
    path: "/api/hitl/webhooks",
    summary: "Where the installation tells what becomes of runs, the oldest first",
    role: "admin",
    query: PageQuery,
    answers: { 200: pageOf(Webhook) },
    example: { query: { limit: 50 } },
  },
  createWebhook: {
    method: "POST",
    path: "/api/hitl/webhooks",
    summary: "Add an endpoint; its secret is shown this once",
    role: "admin",
    fresh: true,
    idempotent: false,
    body: CreateWebhook,
    answers: { 201: json(WebhookWithSecret) },
    problems: ["conflict"],
    example: {
      body: {
        name: "The shop",
        url: "https://shop.example.com/hooks",
        events: ["run.completed", "run.failed"],
      },
    },
  },
  changeWebhook: {
    method: "PATCH",
    path: "/api/hitl/webhooks/{id}",
    summary: "Change an endpoint, switch it off, or on again",
    role: "admin",
    fresh: true,
    params: IdParams,
    body: ChangeWebhook,
    answers: { 200: json(Webhook) },
    example: { params: exampleWebhook, body: { events: ["run.awaiting_human"] } },
  },
  deleteWebhook: {
    method: "DELETE",
    path: "/api/hitl/webhooks/{id}",
    summary: "Take an endpoint away, with what is on its way to it and its list of deliveries",
    role: "admin",
    params: IdParams,
    answers: { 204: nothing },
    example: { params: exampleWebhook },
  },
  rotateWebhookSecret: {
    method: "POST",
    path: "/api/hitl/webhooks/{id}/rotate",
    summary: "Make a new secret; for a while the one before it signs, too",
    role: "admin",
    fresh: true,
    idempotent: false,
    params: IdParams,
    body: RotateSecret,
    answers: { 200: json(WebhookWithSecret) },
    example: { params: exampleWebhook, body: { overlap_seconds: 86_400 } },
  },
  testWebhook: {
    method: "POST",
    path: "/api/hitl/webhooks/{id}/test",
    summary: "Send one `webhook.test`, signed, now and once; answers with how that went",
    role: "admin",
    params: IdParams,
    answers: { 200: json(WebhookDelivery) },
    example: { params: exampleWebhook },
  },
  listWebhookDeliveries: {
    method: "GET",
    path: "/api/hitl/webhooks/{id}/deliveries",
    summary: "What an endpoint was told and how that went, the newest first",
    role: "admin",
    params: IdParams,
    query: PageQuery,
    answers: { 200: pageOf(WebhookDelivery) },
    example: { params: exampleWebhook, query: { limit: 50 } },
  },
  resendDelivery: {
    method: "POST",
    path: "/api/hitl/webhooks/deliveries/{id}/resend",
    summary: "Send a delivery again under its id, with the tries of a day before it",
    role: "admin",
    params: IdParams,
    answers: { 200: json(WebhookDelivery) },
    problems: ["conflict"],
    example: { params: { id: "msg_01k9z3m5q8r2t4v6w7x8" } },
  },
} as const satisfies Record<string, Endpoint>;
