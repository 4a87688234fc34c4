import { count } from "@/components/figures/number";
import { policyWords } from "@/components/lab/policy-words";
import type { AdminText } from "@/components/text/admin-text";
import type { ChangeRollout, Rollout, RolloutStage } from "@/lib/contracts/rollout";

/** What a draft would change, a sentence each: "Shadow mode: off → on". */
export function changeLines(
  rollout: Rollout,
  body: Omit<ChangeRollout, "why" | "version">,
  text: AdminText,
): string[] {
  const words = text.rollout;
  const { state } = rollout;
  const { fromTo, on, off } = words.change;
  const lines: string[] = [];
  if (body.preset !== undefined) {
    const step = rollout.plan.find((each) => each.name === body.preset);
    const sets = step ? stageWords(step.stage, step.percentage, text) : "";
    lines.push(`${words.change.preset} “${words.plan.names[body.preset]}”: ${sets}`);
  }
  if (body.stage !== undefined) {
    lines.push(fromTo(words.change.stage, words.stage.names[state.stage], words.stage.names[body.stage]));
  }
  if (body.percentage !== undefined) {
    lines.push(fromTo(words.change.percentage, `${state.percentage} %`, `${body.percentage} %`));
  }
  if (body.user_ids !== undefined) {
    const named = (ids: string[]) => count(ids.length, text.time);
    lines.push(fromTo(words.change.people, named(state.user_ids), named(body.user_ids)));
  }
  if (body.shadow !== undefined) {
    lines.push(fromTo(words.change.shadow, state.shadow ? on : off, body.shadow ? on : off));
  }
  if (body.shadow_policy !== undefined) {
    const policy = body.shadow_policy;
    lines.push(
      `${words.change.shadowPolicy}: ${policy === null ? words.shadow.asAsked : policyWords(policy, text)}`,
    );
  }
  for (const step of body.plan ?? []) {
    const planned = rollout.plan.find((each) => each.name === step.name);
    if (step.planned_for !== undefined) {
      const day = (value: string | null | undefined) => value ?? words.plan.notPlanned;
      const title = words.change.planned(words.plan.names[step.name]);
      lines.push(fromTo(title, day(planned?.planned_for), day(step.planned_for)));
    }
    for (const { id, done } of step.checklist ?? []) {
      const item = planned?.checklist.find((each) => each.id === id)?.text ?? id;
      const state = (is: boolean) => (is ? words.change.done : words.change.open);
      lines.push(fromTo(words.change.tick(item), state(!done), state(done)));
    }
  }
  return lines;
}

/** A stage in words, with its percentage where it has one: "A percentage: 10 %". */
export function stageWords(stage: RolloutStage, percentage: number | null, text: AdminText): string {
  const name = text.rollout.stage.names[stage];
  return stage === "percentage" && percentage !== null ? `${name}: ${percentage} %` : name;
}
