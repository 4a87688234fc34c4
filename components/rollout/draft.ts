import type { HitlConfig } from "@/lib/contracts/policy";
import type { ChangeRollout, PresetName, Rollout, RolloutStage } from "@/lib/contracts/rollout";

/** What an admin means to change and has not applied; what is not in it stays as it is. */
export interface Draft {
  preset?: PresetName;
  stage?: RolloutStage;
  /** As it is typed. */
  percentage?: string;
  /** One on each line. */
  people?: string;
  shadow?: boolean;
  shadowPolicy?: HitlConfig | null;
  /** Days by preset. */
  planned?: Partial<Record<PresetName, string | null>>;
  /** Ticks by `tickKey`. */
  ticks?: Record<string, boolean>;
}

export function tickKey(preset: PresetName, item: string): string {
  return `${preset}/${item}`;
}

/** A number from 0 to 100 with at most two decimals; null for anything else. A decimal comma is taken too. */
export function percentageOf(typed: string): number | null {
  const text = typed.trim().replace(",", ".");
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return null;
  const value = Number(text);
  return value <= 100 ? value : null;
}

/** One user id a line, each once, in the order they were written. */
export function userIdsOf(lines: string): string[] {
  return [...new Set(lines.split("\n").map((line) => line.trim()))].filter((id) => id !== "");
}

/** What the page shows: the draft where there is one, else what holds now. */
export function shownBy(rollout: Rollout, draft: Draft) {
  const { state } = rollout;
  const preset = rollout.plan.find((step) => step.name === draft.preset);
  return {
    stage: preset?.stage ?? draft.stage ?? state.stage,
    percentage: preset
      ? String(preset.percentage ?? state.percentage)
      : (draft.percentage ?? String(state.percentage)),
    people: draft.people ?? state.user_ids.join("\n"),
    shadow: draft.shadow ?? state.shadow,
    shadowPolicy: draft.shadowPolicy === undefined ? state.shadow_policy : draft.shadowPolicy,
  };
}

/** Choosing by hand takes over what the preset set, so that only the touched part differs from it. */
export function byHand(rollout: Rollout, draft: Draft, change: Pick<Draft, "stage" | "percentage">): Draft {
  const { preset, ...rest } = draft;
  if (preset === undefined) return { ...rest, ...change };
  const { stage, percentage } = shownBy(rollout, draft);
  return { ...rest, stage, percentage, ...change };
}

/** A preset replaces what was chosen by hand. */
export function byPreset(
  { stage: _stage, percentage: _percentage, ...rest }: Draft,
  preset: PresetName,
): Draft {
  return { ...rest, preset };
}

/** Only what differs from what holds; null while something in the draft is wrong. */
export function bodyOf(rollout: Rollout, draft: Draft): Omit<ChangeRollout, "why" | "version"> | null {
  const { state } = rollout;
  const shown = shownBy(rollout, draft);
  const percentage = percentageOf(shown.percentage);
  if (percentage === null) return null;
  const people = userIdsOf(shown.people);
  const body: Omit<ChangeRollout, "why" | "version"> = {};
  if (draft.preset !== undefined && draft.preset !== state.preset) body.preset = draft.preset;
  if (draft.preset === undefined && shown.stage !== state.stage) body.stage = shown.stage;
  if (draft.preset === undefined && percentage !== state.percentage) body.percentage = percentage;
  if (people.join("\n") !== state.user_ids.join("\n")) body.user_ids = people;
  if (shown.shadow !== state.shadow) body.shadow = shown.shadow;
  if (JSON.stringify(shown.shadowPolicy) !== JSON.stringify(state.shadow_policy)) {
    body.shadow_policy = shown.shadowPolicy;
  }
  const plan = planOf(rollout, draft);
  if (plan.length > 0) body.plan = plan;
  return body;
}

function planOf(rollout: Rollout, draft: Draft): NonNullable<ChangeRollout["plan"]> {
  return rollout.plan.flatMap((step) => {
    const planned = draft.planned?.[step.name];
    const moved = planned !== undefined && planned !== step.planned_for;
    const checklist = step.checklist.flatMap(({ id, done }) => {
      const wanted = draft.ticks?.[tickKey(step.name, id)];
      return wanted === undefined || wanted === done ? [] : [{ id, done: wanted }];
    });
    if (!moved && checklist.length === 0) return [];
    return [
      {
        name: step.name,
        ...(moved ? { planned_for: planned } : {}),
        ...(checklist.length > 0 ? { checklist } : {}),
      },
    ];
  });
}

/** Whether more users would take the new path than do now: only then does a warning speak. */
export function moves(rollout: Rollout, draft: Draft): boolean {
  const order: RolloutStage[] = ["off", "people", "percentage", "everyone"];
  const shown = shownBy(rollout, draft);
  const [to, from] = [order.indexOf(shown.stage), order.indexOf(rollout.state.stage)];
  if (to !== from) return to > from;
  return shown.stage === "percentage" && (percentageOf(shown.percentage) ?? 0) > rollout.state.percentage;
}
