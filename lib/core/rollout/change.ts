import type { Actor } from "@/lib/contracts/parts";
import type { ChangeRollout, PlanStep, RolloutState } from "@/lib/contracts/rollout";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "../errors";
import { emptyPlan, presets } from "./plan";

/** How the rollout stands: what one entry of its history carries. */
export interface RolloutContent {
  state: RolloutState;
  plan: PlanStep[];
  /** What the entry changed, in words. */
  changes: string[];
}

/** Before anybody changed anything: everyone on the old path. */
export function firstContent(): RolloutContent {
  const state: RolloutState = {
    stage: "off",
    user_ids: [],
    percentage: 0,
    preset: null,
    shadow: false,
    shadow_policy: null,
  };
  return { state, plan: emptyPlan(), changes: [] };
}

type Asked = Pick<
  ChangeRollout,
  "preset" | "stage" | "user_ids" | "percentage" | "shadow" | "shadow_policy" | "plan"
>;

/**
 * The rollout after a change.
 * @throws CodedError `validation_error` when nothing would change, or a checklist has no such item
 */
export function changed(
  { state, plan }: RolloutContent,
  asked: Asked,
  by: Actor,
  now: string,
): RolloutContent {
  const nextState = changedState(state, asked);
  const nextPlan = changedPlan(plan, asked, by, now);
  const changes = [...stateChanges(state, nextState), ...planChanges(plan, nextPlan)];
  if (changes.length === 0) throw refusal("validation_error", said("rollout_unchanged"));
  return { state: nextState, plan: nextPlan, changes };
}

function changedState(state: RolloutState, asked: Asked): RolloutState {
  const { preset, stage, percentage, user_ids, shadow, shadow_policy } = asked;
  const week = preset === undefined ? null : presets[preset];
  const next = {
    ...state,
    stage: week?.stage ?? stage ?? state.stage,
    percentage: week?.percentage ?? percentage ?? state.percentage,
    user_ids: user_ids ? [...new Set(user_ids)] : state.user_ids,
    shadow: shadow ?? state.shadow,
    shadow_policy: shadow_policy === undefined ? state.shadow_policy : shadow_policy,
  };
  const moved = next.stage !== state.stage || next.percentage !== state.percentage;
  return { ...next, preset: preset ?? (moved ? null : state.preset) };
}

function changedPlan(plan: PlanStep[], asked: Asked, by: Actor, now: string): PlanStep[] {
  return plan.map((step) => {
    const given = asked.plan?.filter(({ name }) => name === step.name) ?? [];
    const ticks = given.flatMap(({ checklist }) => checklist ?? []);
    const unknown = ticks.find(({ id }) => !step.checklist.some((item) => item.id === id));
    if (unknown) {
      const ids = step.checklist.map(({ id }) => id).join(", ");
      throw refusal("validation_error", said("no_checklist_item", { stage: step.name, id: unknown.id, ids }));
    }
    return {
      ...step,
      planned_for:
        given.findLast((one) => one.planned_for !== undefined)?.planned_for ?? keptDate(step, given),
      applied_at: asked.preset === step.name ? now : step.applied_at,
      checklist: step.checklist.map((item) => {
        const tick = ticks.findLast(({ id }) => id === item.id);
        if (!tick || tick.done === item.done) return item;
        return { ...item, done: tick.done, done_by: tick.done ? by : null, done_at: tick.done ? now : null };
      }),
    };
  });
}

/** A date that was not spoken of stays; one that was set to null goes. */
function keptDate(step: PlanStep, given: { planned_for?: string | null | undefined }[]): string | null {
  return given.some((one) => one.planned_for === null) ? null : step.planned_for;
}

function stateChanges(from: RolloutState, to: RolloutState): string[] {
  const changes: string[] = [];
  if (from.stage !== to.stage) changes.push(`stage from ${from.stage} to ${to.stage}`);
  if (from.percentage !== to.percentage)
    changes.push(`percentage from ${from.percentage} % to ${to.percentage} %`);
  if (from.preset !== to.preset && to.preset) changes.push(`preset ${to.preset}`);
  const added = to.user_ids.filter((id) => !from.user_ids.includes(id));
  const removed = from.user_ids.filter((id) => !to.user_ids.includes(id));
  if (added.length > 0) changes.push(`added ${listed(added)}`);
  if (removed.length > 0) changes.push(`removed ${listed(removed)}`);
  if (from.shadow !== to.shadow) changes.push(`shadow mode ${to.shadow ? "on" : "off"}`);
  if (JSON.stringify(from.shadow_policy) !== JSON.stringify(to.shadow_policy))
    changes.push("the shadow's policy");
  return changes;
}

function listed(ids: string[]): string {
  const shown = ids.slice(0, 5).join(", ");
  return ids.length > 5 ? `${shown} and ${ids.length - 5} more` : shown;
}

function planChanges(from: PlanStep[], to: PlanStep[]): string[] {
  return to.flatMap((step, index) => {
    const before = from[index];
    const changes: string[] = [];
    if (before?.planned_for !== step.planned_for)
      changes.push(`${step.name} planned for ${step.planned_for ?? "no day"}`);
    if (before?.applied_at !== step.applied_at) changes.push(`${step.name} applied`);
    for (const [at, item] of step.checklist.entries()) {
      if (before?.checklist[at]?.done !== item.done)
        changes.push(`${item.done ? "ticked" : "unticked"}: ${item.text}`);
    }
    return changes;
  });
}
