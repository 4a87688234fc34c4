import { EndHold, Hold, PlaceHold } from "../holds";
import { PageQuery } from "../people";
import { type Endpoint, json, pageOf } from "./endpoint";
import { IdParams } from "./params";

export const holds = {
  listHolds: {
    method: "GET",
    path: "/api/hitl/holds",
    summary: "What holds calls, and what held them, the newest first",
    role: "admin",
    query: PageQuery,
    answers: { 200: pageOf(Hold) },
    example: { query: { limit: 50 } },
  },
  placeHold: {
    method: "POST",
    path: "/api/hitl/holds",
    summary: "Hold calls: once it answers none leaves any more; an empty `for` holds them all",
    role: "admin",
    body: PlaceHold,
    answers: { 201: json(Hold) },
    problems: ["conflict"],
    example: { body: { for: { provider: "replicate" }, why: "The bill of this morning is wrong" } },
  },
  endHold: {
    method: "DELETE",
    path: "/api/hitl/holds/{id}",
    summary: "End a hold; its runs go on",
    role: "admin",
    params: IdParams,
    query: EndHold,
    answers: { 200: json(Hold) },
    problems: ["conflict"],
    example: { params: { id: "hold_01k9z3m5q8r2t4v6w7x8" }, query: { why: "The bill was right" } },
  },
} as const satisfies Record<string, Endpoint>;
