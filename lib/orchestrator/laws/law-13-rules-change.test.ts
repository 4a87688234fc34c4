import { expect, it } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import type { ChangeRule, FrozenRule, RuleDemand } from "@/lib/contracts/rules";
import { PolicyStep } from "@/lib/contracts/words";
import { CodedError } from "@/lib/core/errors";
import { modeAt } from "@/lib/core/policy";
import type { Principal } from "@/lib/core/principal";
import { demandOf, stricter } from "@/lib/core/rules/demand";
import type { RunState } from "@/lib/core/state";
import { changeRule } from "@/lib/services/policies/change-rule";
import { createRule } from "@/lib/services/policies/create-rule";
import { deleteRule } from "@/lib/services/policies/delete-rule";
import { moveRule } from "@/lib/services/policies/move-rule";
import { enabledRules } from "@/lib/store/policy-rules";
import { testAdmin } from "@/lib/testing/app";
import { by, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { inParallel } from "@/lib/testing/in-parallel";
import { addReviewers, draftRule } from "@/lib/testing/rules";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { verifyLog } from "../reading/verify-log";

const carl: Principal = { ...reviewerBob, id: "user_carl", name: "Carl" };
const runs = 200;
/** So many runs are worked on at once. */
const width = 16;

const hasty: CreateRun = {
  prompt: "a red bicycle on a quay",
  model: "sandbox:sandbox/text",
  hitl_config: { policy: "auto", on_timeout: "approve", timeout_seconds: 7200 },
};
const at = (...allowed_steps: PolicyStep[]): RuleDemand => ({ policy: "require_human", allowed_steps });

/** What new rules demand, one after the other. */
const demands: RuleDemand[] = [
  at("payload_review"),
  at("information_review"),
  { ...at("payload_review"), approvals: { count: 2 } },
  at("response_review"),
  { timeout_seconds_max: 600, on_timeout: ["expire", "reject"] },
  at("information_review", "payload_review"),
];
const addRule = (world: TestEngine, turn: number) => {
  const when = turn % 3 === 0 ? { model: "sandbox/*" } : {};
  const demand = demands[turn % demands.length] ?? at("payload_review");
  const rule = draftRule({ name: `Rule ${turn}`, order: 1 + (turn % 5), when, demand });
  return createRule(world, testAdmin, rule, new Date());
};
const change = (world: TestEngine, id: string, changes: ChangeRule) =>
  changeRule(world, testAdmin, id, changes, new Date());
const apart: RuleDemand = { ...at("response_review"), approvals: { count: 2, not_requester: true } };

/** What becomes of the rules, over and over, while runs begin, wait and are decided: of the first and the last of them. */
const changes: ((world: TestEngine, first: string, last: string) => Promise<unknown>)[] = [
  (world, first) => change(world, first, { demand: at("payload_review") }),
  (world, _, last) => change(world, last, { demand: { timeout_seconds_max: 500 } }),
  (world, _, last) => change(world, last, { demand: apart }),
  (world, first) => moveRule(world, testAdmin, first, { before: null }, new Date()),
  (world, first) => change(world, first, { enabled: false }),
  (world, _, last) => deleteRule(world, testAdmin, last, {}, new Date()),
];

const textOf = (rules: readonly FrozenRule[] | undefined) =>
  JSON.stringify((rules ?? []).map(({ id, name, when, demand }) => [id, name, when, demand]));

/** Changes rules, on one instance after the other; `stood` is every set of them that ever did. */
function changing(worlds: readonly TestEngine[]) {
  const stood = new Set<string>();
  let turns = 0;
  let last = Promise.resolve();
  const turn = async (number: number) => {
    const world = worlds[number % worlds.length] as TestEngine;
    const rules = await enabledRules(world.db.prisma);
    const [first, last] = [rules.at(0), rules.at(-1)];
    const next = changes[(number % (changes.length + 1)) - 1];
    if (!next || !first || !last || first === last) await addRule(world, number);
    else await next(world, first.id, last.id);
    stood.add(textOf(await enabledRules(world.db.prisma)));
  };
  return {
    stood,
    /** Has one change more be made once those before are, while its caller goes on. */
    next() {
      const number = turns++;
      last = last.then(() => turn(number));
      return last;
    },
  };
}

/** That nothing of a policy is laxer than it was. */
function expectAsStrict(next: EffectivePolicy, before: EffectivePolicy): void {
  for (const step of PolicyStep.options)
    expect(modeAt(next, step)).toBe(stricter(modeAt(next, step), modeAt(before, step)));
  expect(next.timeout_seconds).toBeLessThanOrEqual(before.timeout_seconds);
  if (before.on_timeout !== "approve") expect(next.on_timeout).not.toBe("approve");
  expect(next.approvals?.count ?? 0).toBeGreaterThanOrEqual(before.approvals?.count ?? 0);
}

const lost = ["already_decided", "stale_review", "not_eligible"];
async function outcome(decision: Promise<unknown>): Promise<string> {
  try {
    await decision;
    return "done";
  } catch (error) {
    if (error instanceof CodedError && lost.includes(error.code)) return error.code;
    throw error;
  }
}

/** Has two or three people decide at once, on both instances, until nothing is asked of a run any more. */
async function decide(worlds: readonly TestEngine[], begun: RunState, number: number): Promise<RunState> {
  const [first, second] = worlds as [TestEngine, TestEngine];
  let run = begun;
  for (let round = 0; run.review; round++) {
    const question = { approval_token: run.review.approval_token };
    const { run_id, policy } = run;
    if (round === 0 && number % 10 === 0 && run.step === "payload_review") {
      const edits = { payload: { max_tokens: 20 + number } };
      await editReview(second.context, run_id, by(carl, question), { edits, approve: false });
    } else {
      // Of those who are one too many, one here and there is enough.
      const third = number % 4 === 0 ? [approveReview(first.context, run_id, by(carl, question), {})] : [];
      const outcomes = await Promise.all(
        [
          approveReview(first.context, run_id, by(reviewerAnn, question), {}),
          approveReview(second.context, run_id, by(reviewerBob, question), {}),
          ...third,
        ].map(outcome),
      );
      expect(outcomes.filter((one) => one === "done")).toHaveLength(policy.approvals?.count ?? 1);
    }
    const next = await second.rest(run_id);
    expectAsStrict(next.policy, policy);
    expect(next.rules).toEqual(begun.rules);
    run = next;
  }
  return run;
}

it(`has each of ${runs} runs obey the rules it began with while they change, on two instances`, async () => {
  await using first = await TestEngine.start({ on: "postgres" });
  await using second = await first.another();
  const worlds = [first, second];
  await addReviewers(first.db, [reviewerAnn, reviewerBob, carl]);
  const rules = changing(worlds);
  await rules.next();
  const numbers = Array.from({ length: runs }, (_, number) => number);
  const changeNowAndThen = (number: number) => (number % 4 === 0 ? rules.next() : null);

  const waiting: RunState[] = [];
  await inParallel(width, numbers, async (number) => {
    await changeNowAndThen(number);
    waiting[number] = await (worlds[number % 2] as TestEngine).create(hasty);
  });
  expect(waiting.every(({ status }) => status === "awaiting_human")).toBe(true);
  const ended: RunState[] = [];
  await inParallel(width, numbers, async (number) => {
    await changeNowAndThen(number);
    ended[number] = await decide(worlds, waiting[number] as RunState, number);
  });

  const known = [...rules.stood];
  for (const run of ended) {
    const { rules = [], decisions, trace } = run;
    expect(known).toContain(textOf(rules));
    expect(run.status).toBe("completed");
    const demanded = demandOf(rules);
    const wanted = PolicyStep.options.filter((step) => demanded.modes[step] === "require_human");
    const approved = decisions.filter(({ action }) => action === "approve");
    expect(approved.map(({ step }) => step)).toEqual(wanted);
    for (const { approvals = [null] } of approved)
      expect(approvals).toHaveLength(demanded.approvals?.count ?? 1);
    const ids = rules.map(({ id }) => id);
    for (const { by: rule } of trace) if (rule) expect(ids).toContain(rule.id);
    expect(run.policy.timeout_seconds).toBe(demanded.timeout_seconds_max ?? 7200);
  }
  expect(new Set(ended.map(({ rules }) => textOf(rules))).size).toBeGreaterThan(5);
  expect((await verifyLog(first.context, null)).breaks).toEqual([]);
}, 180_000);
