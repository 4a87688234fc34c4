import { z } from "zod";
import { AuditEntry, ListAudit } from "../audit";
import { Alive, HealthDetail, NotReady, Ready } from "../health";
import { Metrics, MetricsQuery } from "../insights";
import { JsonObject } from "../json";
import { Problem } from "../problem";
import { page } from "../run";
import { ChangeSettings, Settings } from "../settings";
import { type Endpoint, json } from "./endpoint";
import { ProviderParams } from "./params";

export const installation = {
  isAlive: {
    method: "GET",
    path: "/api/health/live",
    summary: "Whether the process answers",
    public: true,
    answers: { 200: json(Alive) },
    example: {},
  },
  isReady: {
    method: "GET",
    path: "/api/health/ready",
    summary: "Whether requests may be sent here",
    public: true,
    answers: {
      200: json(Ready),
      503: { content: { "application/problem+json": z.union([NotReady, Problem]) }, gives: [] },
    },
    example: {},
  },
  getHealthDetail: {
    method: "GET",
    path: "/api/health/detail",
    summary: "How the installation is",
    role: "admin",
    answers: { 200: json(HealthDetail) },
    example: {},
  },
  getSettings: {
    method: "GET",
    path: "/api/settings",
    summary: "What the organisation has chosen for the whole installation",
    role: "admin",
    answers: { 200: json(Settings) },
    example: {},
  },
  changeSettings: {
    method: "PATCH",
    path: "/api/settings",
    summary: "Choose for the whole installation, from the next request on",
    role: "admin",
    body: ChangeSettings,
    answers: { 200: json(Settings) },
    example: { body: { require_binding: true } },
  },
  listAudit: {
    method: "GET",
    path: "/api/audit",
    summary: "Who did what outside of runs, the newest first; all of it as NDJSON by `Accept`",
    role: "admin",
    query: ListAudit,
    answers: {
      200: {
        content: { "application/json": page(AuditEntry), "application/x-ndjson": null },
        gives: ["Content-Disposition"],
      },
    },
    example: { query: { action: "rule.changed", after: "2026-11-01T00:00:00Z" } },
  },
  scrapeMetrics: {
    method: "GET",
    path: "/api/metrics",
    summary: "Figures in Prometheus' format",
    role: "admin",
    answers: { 200: { content: { "text/plain": null }, gives: [] } },
    example: {},
  },
  getMetrics: {
    method: "GET",
    path: "/api/hitl/metrics",
    summary: "The figures of a range, both paths side by side",
    role: "reviewer",
    query: MetricsQuery,
    answers: { 200: json(Metrics) },
    example: { query: { bucket: "day", from: "2026-11-01T00:00:00Z" } },
  },
  getDocument: {
    method: "GET",
    path: "/api/openapi.json",
    summary: "This document",
    public: true,
    answers: { 200: json(JsonObject) },
    example: {},
  },
  receiveWebhook: {
    method: "POST",
    path: "/api/webhooks/{provider}",
    summary: "Where a provider tells that a call ended; signed by the provider",
    public: true,
    params: ProviderParams,
    query: z.looseObject({ attempt: z.string().optional().catch(undefined) }),
    body: "text",
    answers: { 200: json(z.object({ received: z.literal(true) })) },
    problems: ["unauthenticated", "not_found"],
    example: {
      params: { provider: "replicate" },
      query: { attempt: "att_01k9z3m5q8r2t4v6w7x8y9z0ij" },
      body: '{"id":"p1","status":"succeeded"}',
    },
  },
} as const satisfies Record<string, Endpoint>;
