import { z } from "zod";
import * as budgets from "@/lib/contracts/budgets";
import {
  AddModel,
  ChangeModel,
  Me,
  ModelDetail,
  ModelSummary,
  ProviderView,
} from "@/lib/contracts/catalogue";
import { CreateRun } from "@/lib/contracts/create-run";
import * as decide from "@/lib/contracts/decide";
import type { Endpoint } from "@/lib/contracts/endpoints/endpoint";
import { wireOf } from "@/lib/contracts/endpoints/wire";
import { EventView } from "@/lib/contracts/event";
import {
  DecisionOutcome,
  Revision,
  RevisionDetail,
  Verification,
  VerifyBody,
} from "@/lib/contracts/evidence";
import { FileRef } from "@/lib/contracts/file-ref";
import * as groups from "@/lib/contracts/groups";
import { HealthDetail } from "@/lib/contracts/health";
import * as holds from "@/lib/contracts/holds";
import { InputView } from "@/lib/contracts/input";
import { Metrics, PathFigures } from "@/lib/contracts/insights";
import { Json, JsonObject } from "@/lib/contracts/json";
import { Actor, Cost, Decision, Issue, Output, RunFailure } from "@/lib/contracts/parts";
import * as people from "@/lib/contracts/people";
import { EffectivePolicy, HitlConfig } from "@/lib/contracts/policy";
import { Problem } from "@/lib/contracts/problem";
import { ChangeRollout, RollBack, Rollout, ShadowReport } from "@/lib/contracts/rollout";
import * as rules from "@/lib/contracts/rules";
import { Preview, Run, RunSummary } from "@/lib/contracts/run";
import { Said } from "@/lib/contracts/said";
import { Sealed } from "@/lib/contracts/sealed";
import { SimulatePolicy, Simulation } from "@/lib/contracts/simulate";
import * as webhooks from "@/lib/contracts/webhooks";

/** What the document calls by a name; everything else stands where it is used. */
const named = {
  CreateRun,
  ApproveBody: decide.ApproveBody,
  EditBody: decide.EditBody,
  RejectBody: decide.RejectBody,
  RetryBody: decide.RetryBody,
  UndoBody: decide.UndoBody,
  CancelBody: decide.CancelBody,
  CommentBody: decide.CommentBody,
  ForkBody: decide.ForkBody,
  DecideMany: decide.DecideMany,
  VerifyBody,
  AddModel,
  ChangeModel,
  SetUp: people.SetUp,
  CreatePerson: people.CreatePerson,
  ChangePerson: people.ChangePerson,
  ChangeKey: people.ChangeKey,
  CreateKey: people.CreateKey,
  ChangeRollout,
  RollBack,
  SimulatePolicy,
  CreateBudget: budgets.CreateBudget,
  ChangeBudget: budgets.ChangeBudget,
  BudgetFor: budgets.BudgetFor,
  Budget: budgets.Budget,
  RunBudget: budgets.RunBudget,
  PlaceHold: holds.PlaceHold,
  HoldFor: holds.HoldFor,
  Hold: holds.Hold,
  CreateWebhook: webhooks.CreateWebhook,
  ChangeWebhook: webhooks.ChangeWebhook,
  WebhookFor: webhooks.WebhookFor,
  Webhook: webhooks.Webhook,
  WebhookWithSecret: webhooks.WebhookWithSecret,
  WebhookDelivery: webhooks.WebhookDelivery,
  HitlConfig,
  Sealed,
  FileRef,
  Json,
  JsonObject,
  Run,
  RunSummary,
  InputView,
  Preview,
  EventView,
  Revision,
  RevisionDetail,
  DecisionOutcome,
  Verification,
  ProviderView,
  ModelSummary,
  ModelDetail,
  Me,
  Person: people.Person,
  KeyView: people.KeyView,
  NewKey: people.NewKey,
  HealthDetail,
  Metrics,
  PathFigures,
  Rollout,
  ShadowReport,
  Simulation,
  CreateRule: rules.CreateRule,
  Rule: rules.Rule,
  TriedRules: rules.TriedRules,
  CreateGroup: groups.CreateGroup,
  Group: groups.Group,
  EffectivePolicy,
  Actor,
  Said,
  Cost,
  Issue,
  Output,
  Decision,
  RunFailure,
  Problem,
} as const satisfies Record<string, z.ZodType>;

/** The schemas of the document: those with a name, and how to write any other in its place. */
export interface Schemas {
  components: Record<string, object>;
  bodyOf(schema: z.ZodType): object;
  answerOf(schema: z.ZodType): object;
}

const address = (name: string) => `#/components/schemas/${name}`;

/**
 * Writes every schema of these endpoints as JSON Schema: bodies as they are sent, answers as they are given.
 * @throws Error when one name would stand for two things
 */
export function schemasOf(endpoints: readonly Endpoint[]): Schemas {
  const bodies = written(
    endpoints.flatMap(({ body }) => (body === undefined || typeof body === "string" ? [] : [body])),
    "input",
  );
  const answers = written(endpoints.flatMap(answersIn), "output");
  return {
    components: joined(bodies.components, answers.components),
    bodyOf: bodies.of,
    answerOf: answers.of,
  };
}

function answersIn(endpoint: Endpoint): z.ZodType[] {
  const contents = [...wireOf(endpoint).answers.values()].flatMap(({ content }) => Object.values(content));
  return [Problem, ...contents.filter((schema) => schema !== null)];
}

function written(schemas: readonly z.ZodType[], io: "input" | "output") {
  const registry = z.registry<{ id: string }>();
  const names = new Map<z.ZodType, string>();
  for (const [name, schema] of Object.entries(named)) registry.add(schema, { id: name });
  for (const schema of schemas) {
    const name = registry.get(schema)?.id ?? `${io} ${names.size}`;
    if (!registry.has(schema)) registry.add(schema, { id: name });
    names.set(schema, name);
  }
  const all = new Map(
    Object.entries(z.toJSONSchema(registry, { io, unrepresentable: "any", uri: address }).schemas).map(
      ([name, { $schema: _, $id, ...schema }]) => [name, schema as object],
    ),
  );
  const used = usedBy(
    schemas.flatMap((schema) => names.get(schema) ?? []),
    all,
  );
  return {
    components: Object.fromEntries([...all].filter(([name]) => name in named && used.has(name))),
    of(schema: z.ZodType): object {
      const name = names.get(schema) ?? "";
      return name in named ? { $ref: address(name) } : (all.get(name) ?? {});
    },
  };
}

/** These names and those that they refer to. */
function usedBy(names: readonly string[], all: ReadonlyMap<string, object>): Set<string> {
  const used = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    const text = JSON.stringify(all.get(name) ?? {});
    for (const [, next = ""] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) open.push(next);
  }
  return used;
}

function joined(bodies: Record<string, object>, answers: Record<string, object>): Record<string, object> {
  for (const [name, schema] of Object.entries(bodies)) {
    const other = answers[name];
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(schema))
      throw new Error(`${name} is sent in another shape than it is answered in`);
  }
  return { ...bodies, ...answers };
}
