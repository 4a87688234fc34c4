import { notFound, ok, type Plain, refuse } from "./answers";
import { createPrediction } from "./create-prediction";
import { fileBytes } from "./files";
import { modelView, versionView } from "./models";
import { viewOf } from "./predictions";
import type { RouteName } from "./types";
import type { Call, World } from "./world";

interface Route {
  name: RouteName;
  method: "GET" | "POST";
  pattern: RegExp;
  open?: true;
  answer: (world: World, call: Call) => Plain | Promise<Plain>;
}

const name = "([\\w.-]+)";

/** Every call the server knows; anything else is a 404. */
export const routes: Route[] = [
  {
    name: "create_prediction",
    method: "POST",
    pattern: /^\/v1\/predictions$/,
    answer: (world, call) => createPrediction(world, call, null),
  },
  {
    name: "create_prediction",
    method: "POST",
    pattern: new RegExp(`^/v1/models/${name}/${name}/predictions$`),
    answer: (world, call) => createPrediction(world, call, call.params.join("/")),
  },
  { name: "list_predictions", method: "GET", pattern: /^\/v1\/predictions$/, answer: list },
  {
    name: "get_prediction",
    method: "GET",
    pattern: new RegExp(`^/v1/predictions/${name}$`),
    answer: (world, { params: [id = ""] }) => {
      const prediction = world.book.find(id);
      if (prediction === null) return notFound;
      world.book.look(prediction);
      return ok(viewOf(prediction, world.apiUrl));
    },
  },
  {
    name: "cancel_prediction",
    method: "POST",
    pattern: new RegExp(`^/v1/predictions/${name}/cancel$`),
    answer: (world, { params: [id = ""] }) => {
      const prediction = world.book.find(id);
      if (prediction === null) return notFound;
      world.book.cancel(prediction);
      return ok(viewOf(prediction, world.apiUrl));
    },
  },
  {
    name: "get_version",
    method: "GET",
    pattern: new RegExp(`^/v1/models/${name}/${name}/versions/${name}$`),
    answer: (world, { params: [owner, model, version] }) => {
      const found = world.models.find((one) => one.name === `${owner}/${model}` && one.version === version);
      return found ? ok(versionView(found)) : notFound;
    },
  },
  {
    name: "get_model",
    method: "GET",
    pattern: new RegExp(`^/v1/models/${name}/${name}$`),
    answer: (world, { params: [owner, model] }) => {
      const found = world.models.find((one) => one.name === `${owner}/${model}`);
      return found ? ok(modelView(found)) : notFound;
    },
  },
  {
    name: "account",
    method: "GET",
    pattern: /^\/v1\/account$/,
    answer: () => ok({ type: "organization", username: "acme", name: "Acme Corp, Inc." }),
  },
  {
    name: "webhook_secret",
    method: "GET",
    pattern: /^\/v1\/webhooks\/default\/secret$/,
    answer: (world) => ok({ key: world.webhookSecret }),
  },
  {
    name: "file",
    method: "GET",
    pattern: new RegExp(`^/files/${name}/${name}$`),
    open: true,
    answer: async (world, { params: [id = "", file = ""] }) => {
      if (world.goneFiles.has(id)) return notFound;
      const { contentType, bytes } = await fileBytes(file, `${id}/${file}`);
      return { status: 200, body: bytes, headers: { "content-type": contentType } };
    },
  },
];

function list(world: World, { query }: Call): Plain {
  for (const key of ["created_after", "created_before"]) {
    if (query[key] !== undefined && Number.isNaN(Date.parse(query[key]))) {
      return refuse(400, "Bad request", `${key} must be an ISO 8601 date-time`);
    }
  }
  const after = Date.parse(query.created_after ?? "1970-01-01");
  const before = Date.parse(query.created_before ?? "9999-12-31");
  const found = world.book.all
    .filter(({ createdAt }) => createdAt.getTime() >= after && createdAt.getTime() < before)
    .filter(({ source }) => query.source === undefined || source === query.source)
    .reverse();
  for (const prediction of found) world.book.enforceDeadline(prediction);
  // The cursor names the last prediction seen, so that new ones do not shift the pages.
  const start = query.cursor === undefined ? 0 : found.findIndex(({ id }) => id === query.cursor) + 1;
  const page = found.slice(start, start + world.pageSize);
  const last = page.at(-1);
  const next =
    last !== undefined && start + world.pageSize < found.length
      ? `${world.apiUrl}/predictions?${new URLSearchParams({ ...query, cursor: last.id })}`
      : null;
  return ok({ previous: null, next, results: page.map((one) => viewOf(one, world.apiUrl)) });
}
