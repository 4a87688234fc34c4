import { z } from "zod";
import { CreateRun } from "../create-run";
import { ChangeRollout, RollBack, Rollout, ShadowQuery, ShadowReport } from "../rollout";
import { Run } from "../run";
import { faults } from "../sentences/refusals";
import { type Endpoint, json } from "./endpoint";
import { exampleCreate } from "./examples";

const words = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["0", false],
  ["no", false],
  ["off", false],
]);

/** Yes or no in a query, as the languages of clients write it: `true`, Python's `True`, `1`, `yes`, `on`, and their opposites. */
const Flag = z.string().transform((text, context) => {
  const flag = words.get(text.trim().toLowerCase());
  if (flag === undefined) context.addIssue({ code: "custom", message: faults.fault_no_boolean });
  return flag ?? z.NEVER;
});

const run = json(Run, "ETag", "Location", "Warning");
const olderRun = json(Run, "ETag", "Location", "Warning", "Deprecation", "Sunset", "Link");

export const rollout = {
  runOlder: {
    method: "POST",
    path: "/api/teams/run",
    summary: "The older endpoint: one-shot, or reviewed where the rollout or use_hitl says so",
    role: "requester",
    query: z.strictObject({ use_hitl: Flag.optional() }),
    body: CreateRun,
    takes: ["Prefer"],
    answers: { 200: olderRun, 202: olderRun },
    problems: ["not_found", "provider_error"],
    deprecated: true,
    example: { query: { use_hitl: "true" }, body: exampleCreate },
  },
  runOlderReviewed: {
    method: "POST",
    path: "/api/teams/run-hitl",
    summary: "Create a reviewed run, for clients of the older endpoint",
    role: "requester",
    body: CreateRun,
    takes: ["Prefer"],
    answers: { 200: run, 202: run },
    problems: ["not_found", "provider_error"],
    example: { body: exampleCreate },
  },
  getRollout: {
    method: "GET",
    path: "/api/rollout",
    summary: "How the rollout stands",
    role: "admin",
    answers: { 200: json(Rollout) },
    example: {},
  },
  changeRollout: {
    method: "PUT",
    path: "/api/rollout",
    summary: "Change the rollout",
    role: "admin",
    body: ChangeRollout,
    answers: { 200: json(Rollout) },
    problems: ["conflict"],
    example: { body: { why: "The second week begins.", preset: "internal" } },
  },
  rollBack: {
    method: "POST",
    path: "/api/rollout/rollback",
    summary: "Put everyone back on the older path",
    role: "admin",
    body: RollBack,
    answers: { 200: json(Rollout) },
    problems: ["conflict"],
    example: { body: { why: "Errors went up." } },
  },
  getShadowReport: {
    method: "GET",
    path: "/api/rollout/shadow",
    summary: "What the new path would have done with the older one's requests",
    role: "admin",
    query: ShadowQuery,
    answers: { 200: json(ShadowReport) },
    example: { query: { from: "2026-11-01T00:00:00Z" } },
  },
} as const satisfies Record<string, Endpoint>;
