import { z } from "zod";
import { ListModels } from "@/lib/contracts/catalogue";
import { CreateRun } from "@/lib/contracts/create-run";
import type { JsonObject } from "@/lib/contracts/json";
import { NewQuestion } from "@/lib/contracts/questions";
import { maxWaitSeconds } from "../limits";

/** A request to one of our own addresses, by which a tool does what it does. */
export interface Asked {
  method: "GET" | "POST";
  path: string;
  body?: JsonObject;
  headers: Record<string, string>;
}

interface Tool {
  title: string;
  description: string;
  /** JSON Schema of the arguments; they are checked at the address that they go to. */
  takes: object;
  readOnly: boolean;
  asks: (given: JsonObject) => Asked;
}

const wait_seconds = {
  type: "integer",
  minimum: 0,
  maximum: maxWaitSeconds,
  description: "Wait so long, in seconds, for the answer.",
};
const idempotency_key = {
  type: "string",
  minLength: 1,
  maxLength: 255,
  description: "Send the same one again when the answer was lost: it makes nothing twice.",
};
const review_id = { type: "string", description: "As request_review gave it." };

function inputOf(schema: z.ZodType, more: object = {}): object {
  const { $schema: _, properties, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return { ...rest, properties: { ...properties, ...more } };
}

function headersFrom({ wait_seconds: wait, idempotency_key: key }: JsonObject): Record<string, string> {
  return {
    ...(typeof wait === "number" && wait > 0 && { prefer: `wait=${Math.floor(wait)}` }),
    ...(typeof key === "string" && { "idempotency-key": key }),
  };
}

/** What is left goes to the address as its body. */
function creating(path: string) {
  return (given: JsonObject): Asked => {
    const { wait_seconds: _, idempotency_key: __, ...body } = given;
    return { method: "POST", path, body, headers: headersFrom(given) };
  };
}

function inQuery(given: JsonObject): string {
  const entries = Object.entries(given).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)] as [string, string]],
  );
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}

/** The tools that a client of the Model Context Protocol has here. Each is one address of the API. */
export const tools = {
  request_review: {
    title: "Ask a person",
    description:
      "Ask a person to approve, edit or reject what you are about to do, before you do it. Answers at once with a review_id; ask get_review for the answer, and go on only with the arguments that it gives.",
    takes: inputOf(NewQuestion, { idempotency_key, wait_seconds }),
    readOnly: false,
    asks: creating("/api/hitl/questions"),
  },
  get_review: {
    title: "Read a person's answer",
    description:
      "The state of a question. answer is null until somebody answered; then decision is approved or rejected, and arguments are those that were signed. A status of expired or cancelled without an answer means that nobody will.",
    takes: { type: "object", properties: { review_id, wait_seconds }, required: ["review_id"] },
    readOnly: true,
    asks: (given) => ({
      method: "GET",
      path: `/api/hitl/questions/${encodeURIComponent(String(given.review_id ?? ""))}`,
      headers: headersFrom(given),
    }),
  },
  list_models: {
    title: "List models",
    description: "The models of the catalogue that create_run can name.",
    takes: inputOf(ListModels),
    readOnly: true,
    asks: (given) => ({ method: "GET", path: `/api/hitl/models${inQuery(given)}`, headers: {} }),
  },
  create_run: {
    title: "Run a model",
    description:
      "Ask for a run of a model. A person may have to approve it first: then its status is awaiting_human, and get_review with its id tells when it has ended.",
    takes: inputOf(CreateRun, { idempotency_key, wait_seconds }),
    readOnly: false,
    asks: creating("/api/hitl/runs"),
  },
} as const satisfies Record<string, Tool>;
