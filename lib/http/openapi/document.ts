import { cookiePrefix } from "@/lib/auth/create-auth";
import { endpoints, subjects } from "@/lib/contracts/endpoints";
import type { Endpoint } from "@/lib/contracts/endpoints/endpoint";
import { given, taken } from "./headers";
import { operationOf } from "./operation";
import { schemasOf } from "./schemas";

const about = {
  runs: "Requests for a model, from the first word to the last.",
  questions: "What another system is about to do, and wants a person's word for.",
  decisions: "What people answer to the questions that runs ask.",
  "looking closer": "Log, versions, files and evidence of runs.",
  catalogue: "Providers and the models that a run can name.",
  files: "Material for runs, and addresses that end.",
  people: "Who may sign in or send a key.",
  policies: "What the organisation demands of requests, and what that would mean.",
  budgets: "Money that may be spent in a day or a month, and by whom.",
  holds: "What keeps calls from being made: the red switch.",
  groups: "Who looks at which kind of question.",
  webhooks: "Where the installation tells what becomes of runs.",
  rollout: "The older endpoint and the way from it to reviewed runs.",
  installation: "How this installation is.",
} as const satisfies Record<keyof typeof subjects, string>;

let written: object | null = null;

/** The wire contract as OpenAPI 3.1, made from the table of endpoints and the very schemas that check it. */
export function openapiDocument(): object {
  // Anybody may ask for it, and the table never changes while a process lives.
  written ??= write();
  return written;
}

function write(): object {
  const rows: Readonly<Record<string, Endpoint>> = endpoints;
  const schemas = schemasOf(Object.values(rows));
  const paths: Record<string, Record<string, object>> = {};
  for (const [tag, subject] of Object.entries<Readonly<Record<string, Endpoint>>>(subjects)) {
    for (const [id, endpoint] of Object.entries(subject)) {
      const method = endpoint.method.toLowerCase();
      paths[endpoint.path] = {
        ...paths[endpoint.path],
        [method]: operationOf(id, tag, endpoint, schemas),
      };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Countersign",
      version: "1",
      description: "Runs of AI models that wait for a person's signature.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }, { session: [] }],
    tags: Object.entries(about).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: `${cookiePrefix}.session_token`,
          description: "Where `PUBLIC_URL` is https, the name begins with `__Secure-`.",
        },
      },
      parameters: Object.fromEntries(
        Object.entries(taken).map(([name, header]) => [name, { name, in: "header", ...header }]),
      ),
      headers: given,
      schemas: schemas.components,
    },
  };
}
