import { Budget, ChangeBudget, CreateBudget } from "../budgets";
import { PageQuery } from "../people";
import { type Endpoint, json, nothing, pageOf } from "./endpoint";
import { IdParams } from "./params";

const exampleBudget = { id: "bud_01k9z3m5q8r2t4v6w7x8" };

export const budgets = {
  listBudgets: {
    method: "GET",
    path: "/api/hitl/budgets",
    summary: "Budgets, with what each came to in its present day or month",
    role: "admin",
    query: PageQuery,
    answers: { 200: pageOf(Budget) },
    example: { query: { limit: 50 } },
  },
  createBudget: {
    method: "POST",
    path: "/api/hitl/budgets",
    summary: "Add a budget: no call that it is for is approved over it",
    role: "admin",
    body: CreateBudget,
    answers: { 201: json(Budget) },
    problems: ["conflict"],
    example: {
      body: { name: "Film", for: { model: "*/film*" }, limit_usd: 100, period: "month", over: "ask" },
    },
  },
  changeBudget: {
    method: "PATCH",
    path: "/api/hitl/budgets/{id}",
    summary: "Change a budget; what it came to stays",
    role: "admin",
    params: IdParams,
    body: ChangeBudget,
    answers: { 200: json(Budget) },
    example: { params: exampleBudget, body: { limit_usd: 200 } },
  },
  deleteBudget: {
    method: "DELETE",
    path: "/api/hitl/budgets/{id}",
    summary: "Take a budget away",
    role: "admin",
    params: IdParams,
    answers: { 204: nothing },
    example: { params: exampleBudget },
  },
} as const satisfies Record<string, Endpoint>;
