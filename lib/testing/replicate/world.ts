import type { Json, JsonObject } from "@/lib/contracts/json";
import type { PredictionBook } from "./predictions";
import type { Script, ServedModel } from "./types";

/** What the routes of one server share. */
export interface World {
  apiUrl: string;
  origin: string;
  now: () => Date;
  book: PredictionBook;
  models: ServedModel[];
  webhookSecret: string;
  pageSize: number;
  goneFiles: Set<string>;
  nextScript: (input: JsonObject) => Script;
}

/** One call to a route. */
export interface Call {
  params: string[];
  query: Record<string, string>;
  headers: Record<string, string>;
  body: Json;
}
