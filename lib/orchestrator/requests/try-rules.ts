import type { TriedBudget } from "@/lib/contracts/budgets";
import type { Actor, Cost } from "@/lib/contracts/parts";
import type { NeededApprovals } from "@/lib/contracts/policy";
import type { FrozenRule, RuleReading, TriedRules, TryRules } from "@/lib/contracts/rules";
import { nanoOf, upperOf, usdOf } from "@/lib/core/budgets/budget";
import { tryBudget } from "@/lib/core/budgets/trial";
import { judge, type Named, requesterNames } from "@/lib/core/duties";
import { effectivePolicy } from "@/lib/core/policy";
import { type Identity, identityOf, type Principal } from "@/lib/core/principal";
import { draftsAsRead } from "@/lib/core/rules/drafts";
import { applying, gateOf, passSteps, wantsSomebody } from "@/lib/core/rules/gate";
import { type Asker, concerning, type RevisionFacts, unmet } from "@/lib/core/rules/matches";
import { budgetLookup, runBudgetOf, usageOf } from "@/lib/store/budgets";
import { readRows } from "@/lib/store/connection/rows";
import { ownerOfKey } from "@/lib/store/keys";
import { emailOf } from "@/lib/store/people";
import { enabledRules } from "@/lib/store/policy-rules";
import { type Reviewer, reviewersOf } from "@/lib/store/reviewers";
import type { Context } from "../context";
import { countedSeats, type SeatsOf, voterAmong } from "../decisions/eligible";
import { filesFor } from "../files/named-files";
import { demandRole } from "../reading/see";
import { joined } from "../secrets/secret-issues";
import { admitRequest } from "./admit-request";
import { planRequest } from "./plan-request";
import { askerOf } from "./rules-for";

/** What a one-shot request asks for. */
const auto = effectivePolicy({ policy: "auto" });

/** Who asks in a trial: whoever tries it, unless they say who. */
function askerIn({ run, as }: TryRules, principal: Principal): Asker {
  const { role = principal.role, path = "hitl", key_id, user_id } = as ?? {};
  const own = askerOf(principal, run, path);
  return as ? { ...own, role, key_id: key_id ?? null, person_id: user_id ?? null } : own;
}

/** Who counts as asking: the person whose key it is, whatever the key itself may do. */
async function identityIn({ db }: Pick<Context, "db">, { key_id, person_id }: Asker): Promise<Identity> {
  const id = person_id ?? (key_id === null ? null : await ownerOfKey(db.prisma, key_id));
  if (id === null) return identityOf({ kind: "api_key", id: key_id ?? "", email: null });
  return identityOf({ kind: "user", id, email: await emailOf(db.prisma, id) });
}

/** Who may decide: where whoever asks may not approve, they are left out with all their keys. */
function mayDecide(
  reviewers: readonly Reviewer[],
  needed: NeededApprovals | undefined,
  asking: Identity,
  named: Named,
  seatsOf: SeatsOf | null,
): Reviewer[] {
  if (!needed) return [...reviewers];
  const requester = requesterNames(asking, named);
  const duties = { needed, requester, editors: [], given: [] };
  return reviewers.filter((one) => judge(duties, voterAmong(one, seatsOf)).may);
}

/**
 * What the organisation's rules, or drafts in their place, would make of a request. Calls nothing and stores nothing.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` as a create would, and for a draft that
 *   could not be saved
 */
export async function tryRules(
  context: Pick<Context, "registry" | "findModel" | "newId"> & Parameters<typeof filesFor>[0],
  principal: Principal,
  asked: TryRules,
): Promise<TriedRules> {
  demandRole(principal, "admin");
  const read = asked.rules ? draftsAsRead(asked.rules) : await enabledRules(context.db.prisma);
  const asker = askerIn(asked, principal);
  const rules = concerning(read, asker);
  const { run } = asked;
  const admitted = await admitRequest(context, context.newId("preview"), run, filesFor(context, principal));
  const { provider, model, request, kept, secrets } = admitted;
  const requested = effectivePolicy(run.hitl_config);
  const plan = await planRequest({
    provider,
    model,
    request,
    edits: kept.edits,
    secrets: joined(new Map(), secrets),
    policy: requested,
    rules,
  });
  const { cost, facts, measured, trace } = plan;
  // Nobody is asked about a one-shot request but where a rule has it so: then it takes the other path.
  const once = passSteps(gateOf(auto, rules), facts, measured);
  const oneShot = asked.as?.path === "legacy" && !wantsSomebody(once.policy);
  const told = oneShot ? once : { policy: plan.policy, trace };
  const asking = await identityIn(context, asker);
  const reviewers = await reviewersOf(context.db.prisma, context.clock());
  const { approvals } = told.policy;
  const seatsOf = await countedSeats(context, (approvals?.groups.length ?? 0) > 0);
  const applied = new Set(applying(rules, facts, told.trace).map(({ id }) => id));
  return {
    requested: oneShot ? auto : requested,
    policy: told.policy,
    rules: rules.map((rule) => ({ ...rule, applies: applied.has(rule.id) })),
    readings: readingsOf(read, { asker, facts, applied }),
    policy_trace: told.trace,
    estimated_cost: cost,
    budgets: await budgetsTried(context, { run, asker, facts, by: principal }, cost),
    would_pause_at: oneShot ? null : plan.stops_at,
    path: oneShot ? "legacy" : "hitl",
    may_decide: mayDecide(reviewers, approvals, asking, run, seatsOf).map(({ actor }) => actor),
  };
}

interface Spending {
  run: TryRules["run"];
  asker: Asker;
  facts: RevisionFacts;
  by: Principal;
}

/** What each budget would say to the call, as far as it is used by now. */
async function budgetsTried(
  { db: { prisma }, clock }: Pick<Context, "db" | "clock">,
  { run, asker, facts, by }: Spending,
  cost: Cost | null,
): Promise<TriedBudget[]> {
  const { key_id, person_id } = asker;
  const { provider, model: name, unproven, operation_type } = facts;
  const id = key_id ?? person_id ?? by.id;
  const created_by: Actor = { kind: key_id === null ? "user" : "api_key", id, name: "" };
  const model = { provider, name, ...(unproven && { unproven: true as const }) };
  const sharesOf = await budgetLookup(readRows(prisma));
  const shares = sharesOf({ run: { model, operation_type, created_by }, userId: run.user_id ?? null });
  const now = clock();
  return Promise.all(
    shares.map(async ({ budget, holder }) => {
      const used = await usageOf(prisma, budget, now, holder);
      const spent = nanoOf(used.spent) + nanoOf(used.reserved);
      const { verdict, amount } = tryBudget(budget, spent, upperOf(cost));
      const share = budget.limit === 0n ? null : Number(spent + amount) / Number(budget.limit);
      return { ...runBudgetOf(budget, holder, used, now), amount: usdOf(amount), share, verdict };
    }),
  );
}

interface ReadFor {
  asker: Asker;
  facts: RevisionFacts;
  /** Which rules demand something of the request. */
  applied: ReadonlySet<string>;
}

/** What came of each rule as it was read: an exception that holds ends the reading. */
function readingsOf(read: readonly FrozenRule[], { asker, facts, applied }: ReadFor): RuleReading[] {
  let ended = false;
  return read.map(({ id, name, when, demand }) => {
    const missing = unmet({ when, demand }, asker, facts);
    const holds = missing.length === 0;
    const outcome = applied.has(id) ? "demands" : ended ? "not_read" : holds ? "excepts" : "unmet";
    ended ||= holds && demand.skip === true;
    return { id, name, when, demand, outcome, unmet: outcome === "unmet" ? missing : [] };
  });
}
