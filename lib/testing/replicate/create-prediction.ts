import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { urlOf } from "@/lib/contracts/url-of";
import { notFound, ok, type Plain, refuse } from "./answers";
import { checkInput, checkRequest } from "./openapi";
import { isFinal, viewOf } from "./predictions";
import type { ServedModel, WebhookEvent } from "./types";
import type { Call, World } from "./world";

/** Both ways to create a prediction: by version, or of an official model by its name. */
export async function createPrediction(world: World, call: Call, official: string | null): Promise<Plain> {
  const path =
    official === null ? "/predictions" : ("/models/{model_owner}/{model_name}/predictions" as const);
  const wrong = checkRequest(path, "post", call.body);
  if (wrong.length > 0 || !isJsonObject(call.body)) return refuse(422, "Invalid request", wrong.join("\n"));
  const { body } = call;

  const model = official === null ? byVersion(world, String(body.version)) : byName(world, official);
  if (model === undefined) return official === null ? invalidVersion : notFound;
  const input = isJsonObject(body.input ?? null) ? (body.input as JsonObject) : {};
  const invalid = model.openapiSchema ? checkInput(model.openapiSchema, input) : [];
  if (invalid.length > 0) {
    const detail = invalid.map((line) => `- input${line}\n`).join("");
    return refuse(422, "Input validation failed", detail, {
      invalid_fields: invalid.map((description) => ({ type: "invalid", field: "input", description })),
    });
  }
  const webhook = typeof body.webhook === "string" ? body.webhook : null;
  if (webhook !== null && !acceptableWebhook(webhook)) {
    return refuse(422, "Invalid request", "- webhook must be a valid HTTPS URL\n");
  }
  const wait = waitSeconds(call.headers.prefer);
  const lifetime = seconds(call.headers["cancel-after"]);
  if (wait === null || lifetime === null) {
    return refuse(422, "Invalid request", "- Prefer or Cancel-After is not as described\n");
  }

  const prediction = world.book.create({
    model: model.name,
    version: model.official ? "hidden" : model.version,
    input,
    webhook,
    webhookFilter: Array.isArray(body.webhook_events_filter)
      ? (body.webhook_events_filter as WebhookEvent[])
      : null,
    deadline: lifetime === 0 ? null : new Date(world.now().getTime() + lifetime * 1000),
    script: world.nextScript(input),
    source: "api",
  });
  if (wait === 0) {
    const answer = ok(viewOf(prediction, world.apiUrl), 201);
    return { ...answer, after: () => world.book.accepted(prediction) };
  }
  world.book.accepted(prediction);
  await world.book.ended(prediction, wait);
  return ok(viewOf(prediction, world.apiUrl), isFinal(prediction) ? 201 : 202);
}

const invalidVersion = refuse(
  422,
  "Invalid version or not permitted",
  "The specified version does not exist (or perhaps you don't have permission to use it?)",
);

/** `{id}`, `{owner}/{name}:{id}`, or `{owner}/{name}` of an official model. */
function byVersion(world: World, wanted: string): ServedModel | undefined {
  const [before = "", id] = wanted.split(":");
  if (id !== undefined) return world.models.find(({ name, version }) => name === before && version === id);
  if (before.includes("/")) return byName(world, before);
  return world.models.find(({ version }) => version === before);
}

function byName(world: World, wanted: string): ServedModel | undefined {
  return world.models.find(({ name, official }) => official && name === wanted);
}

/** Replicate takes HTTPS only; a receiver on this machine has no certificate and is let through. */
function acceptableWebhook(value: string): boolean {
  const address = urlOf(value);
  return address?.protocol === "https:" || ["127.0.0.1", "localhost"].includes(address?.hostname ?? "");
}

/** The seconds of `Prefer: wait=n` (60 without a number, 0 without the header), or null when it is something else. */
function waitSeconds(prefer: string | undefined): number | null {
  if (prefer === undefined) return 0;
  const match = /^wait(?:=([1-9]|[1-5][0-9]|60))?$/.exec(prefer);
  return match === null ? null : Number(match[1] ?? 60);
}

/** `30`, `5m`, `1h30m45s` in seconds, at least 5; 0 without the header; null when it is something else. */
function seconds(duration: string | undefined): number | null {
  if (duration === undefined) return 0;
  const match = /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(duration);
  if (match === null) return null;
  const sum = Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return sum < 5 ? null : sum;
}
