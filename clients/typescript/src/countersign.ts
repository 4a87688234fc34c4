import createFetchClient, { type Client } from "openapi-fetch";
import { createFiles, type Files } from "./files.js";
import { createRuns, type Runs } from "./runs.js";
import type { paths } from "./schema.js";
import { patient } from "./sending.js";

export interface CountersignOptions {
  /** Where Countersign is, as `https://countersign.example.com`. */
  baseUrl: string;
  /** A key of Settings → API keys. */
  apiKey: string;
  /** In place of the global one. */
  fetch?: typeof fetch;
}

export interface Countersign {
  runs: Runs;
  files: Files;
  /**
   * Every operation of the wire contract, typed, as `GET`, `POST`, `PUT`, `PATCH` and `DELETE` of openapi-fetch: a refusal
   * is a value there (`{ data, error, response }`), not an exception.
   */
  api: Client<paths>;
}

/** A client of one Countersign with one key. It holds no connection and nothing that would have to be closed. */
export function createCountersign({ baseUrl, apiKey, fetch: send = fetch }: CountersignOptions): Countersign {
  const base = baseUrl.replace(/\/+$/, "");
  const authorization = `Bearer ${apiKey}`;
  const reach = patient((input, init) => send(input, init));
  const api = createFetchClient<paths>({ baseUrl: base, fetch: reach, headers: { authorization } });
  /** For what is no JSON: files, texts, streams. */
  const sent = (path: string, init: RequestInit) =>
    reach(`${base}${path}`, { ...init, headers: { ...init.headers, authorization } });
  return { api, runs: createRuns(api, sent), files: createFiles(api, sent) };
}
