import { PageQuery } from "../people";
import { ChangeRule, CreateRule, DeleteRule, MoveRule, Rule, TriedRules, TryRules } from "../rules";
import { SimulatePolicy, Simulation } from "../simulate";
import { type Endpoint, json, nothing, pageOf } from "./endpoint";
import { exampleCreate } from "./examples";
import { IdParams } from "./params";

const exampleRule = { id: "rule_01k9z3m5q8r2t4v6w7x8y9z0kl" };

export const policies = {
  listRules: {
    method: "GET",
    path: "/api/hitl/policies",
    summary: "The organisation's rules, in the order in which they are read",
    role: "admin",
    query: PageQuery,
    answers: { 200: pageOf(Rule) },
    example: { query: { limit: 200 } },
  },
  createRule: {
    method: "POST",
    path: "/api/hitl/policies",
    summary: "Add a rule, which counts from the next request on",
    role: "admin",
    body: CreateRule,
    answers: { 201: json(Rule) },
    problems: ["no_one_eligible", "not_enforced", "conflict"],
    example: {
      body: {
        name: "What costs money is looked at",
        order: 2,
        when: { cost_over_usd: 0 },
        demand: { policy: "require_human", allowed_steps: ["payload_review"] },
      },
    },
  },
  changeRule: {
    method: "PATCH",
    path: "/api/hitl/policies/{id}",
    summary: "Change a rule for the requests that come, or switch it on or off",
    role: "admin",
    params: IdParams,
    body: ChangeRule,
    answers: { 200: json(Rule) },
    problems: ["no_one_eligible", "not_enforced", "conflict"],
    example: { params: exampleRule, body: { enabled: false } },
  },
  moveRule: {
    method: "POST",
    path: "/api/hitl/policies/{id}/move",
    summary: "Have a rule read right before another one, or after all of them",
    role: "admin",
    params: IdParams,
    body: MoveRule,
    answers: { 200: json(Rule) },
    problems: ["conflict"],
    example: { params: exampleRule, body: { before: null } },
  },
  deleteRule: {
    method: "DELETE",
    path: "/api/hitl/policies/{id}",
    summary: "Take a rule away for the requests that come",
    role: "admin",
    params: IdParams,
    query: DeleteRule,
    answers: { 204: nothing },
    problems: ["conflict"],
    example: { params: exampleRule },
  },
  tryRules: {
    method: "POST",
    path: "/api/hitl/policies/try",
    summary: "What the rules, or drafts of them, would make of a request; stores nothing",
    role: "admin",
    body: TryRules,
    idempotent: false,
    answers: { 200: json(TriedRules) },
    problems: ["not_found", "provider_error"],
    example: { body: { run: exampleCreate, as: { role: "requester" } } },
  },
  simulatePolicy: {
    method: "POST",
    path: "/api/hitl/policies/simulate",
    summary: "Replay a draft policy over stored runs; stores nothing",
    role: "admin",
    body: SimulatePolicy,
    idempotent: false,
    answers: { 200: json(Simulation) },
    example: {
      body: { policy: { policy: "auto_with_thresholds", review_thresholds: { cost_max_usd: 0.1 } } },
    },
  },
} as const satisfies Record<string, Endpoint>;
