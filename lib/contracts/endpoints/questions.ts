import { z } from "zod";
import { JsonObject } from "../json";
import { Problem } from "../problem";
import { NewQuestion } from "../questions";
import { Run } from "../run";
import { type Endpoint, json, nothing } from "./endpoint";
import { exampleRun } from "./examples";
import { RunParams } from "./params";

const run = json(Run, "ETag", "Location", "Preference-Applied");

export const questions = {
  askQuestion: {
    method: "POST",
    path: "/api/hitl/questions",
    summary: "Ask a person about what another system is about to do",
    role: "requester",
    body: NewQuestion,
    takes: ["Prefer"],
    /** 202 while nobody has answered. */
    answers: { 200: run, 202: run },
    example: {
      body: {
        title: "Send the refund to Ms Ito?",
        body: "She wrote twice. The parcel came back on Monday.",
        arguments: { customer: "ito", amount: 40, currency: "EUR" },
        schema: {
          type: "object",
          required: ["customer", "amount"],
          properties: {
            customer: { type: "string" },
            amount: { type: "number", minimum: 0, maximum: 100 },
            currency: { type: "string", enum: ["EUR", "USD"] },
          },
        },
      },
    },
  },
  getQuestion: {
    method: "GET",
    path: "/api/hitl/questions/{id}",
    summary: "Show a question, and wait for its answer if the client prefers",
    role: "requester",
    params: RunParams,
    takes: ["Prefer"],
    answers: { 200: run, 202: run },
    problems: ["run_not_found"],
    example: { params: exampleRun },
  },
  mcp: {
    method: "POST",
    path: "/api/mcp",
    summary: "Model Context Protocol (streamable HTTP, without sessions)",
    role: "requester",
    /** JSON-RPC 2.0, as the protocol has it. */
    body: JsonObject,
    idempotent: false,
    answers: {
      200: { content: { "application/json": z.unknown(), "text/event-stream": null }, gives: [] },
      202: nothing,
      /** The protocol's own refusals are its own. */
      400: {
        content: { "application/json": z.unknown(), "application/problem+json": Problem },
        gives: [],
      },
    },
    example: { body: { jsonrpc: "2.0", id: 1, method: "ping" } },
  },
} as const satisfies Record<string, Endpoint>;
