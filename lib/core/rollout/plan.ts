import type { PlanStep, PresetName, RolloutStage } from "@/lib/contracts/rollout";

interface Preset {
  stage: RolloutStage;
  percentage: number | null;
  checklist: Record<string, string>;
}

/** The five-week plan: what each week sets, and what is to be seen to before it. */
export const presets = {
  staging: {
    stage: "off",
    percentage: null,
    checklist: {
      shadow: "Shadow mode is on and its report was read",
      policy: "Thresholds were tried in the policy lab and agreed",
      reviewers: "Reviewers can sign in, and have decided runs on staging",
      rollback: "Rolling back was tried, by button and by command",
    },
  },
  internal: {
    stage: "people",
    percentage: null,
    checklist: {
      people: "The colleagues who go first are named",
      rota: "Somebody looks at the inbox at every hour that requests come",
      alerts: "Alerts on queue age and error rate reach somebody",
    },
  },
  subset: {
    stage: "percentage",
    percentage: 10,
    checklist: {
      errors: "The error rate is no worse than on the old path",
      waiting: "The time to a decision is what clients can bear",
      support: "Support knows what a waiting run looks like to a user",
    },
  },
  everyone: {
    stage: "everyone",
    percentage: 100,
    checklist: {
      figures: "A week at a subset went by without a reason to hold",
      capacity: "There are enough reviewers for all runs that will wait",
      unnamed: "Clients that send no user_id are ready to move, too",
    },
  },
  deprecate: {
    stage: "everyone",
    percentage: 100,
    checklist: {
      clients: "No client depends on the old path's answer coming at once",
      headers: "Clients saw the Deprecation and Sunset headers and moved to /api/hitl/runs",
      removal: "Removing lib/legacy is planned",
    },
  },
} as const satisfies Record<PresetName, Preset>;

const names: PresetName[] = ["staging", "internal", "subset", "everyone", "deprecate"];

/** The plan before anybody planned anything. */
export function emptyPlan(): PlanStep[] {
  return names.map((name, index) => ({
    name,
    week: index + 1,
    stage: presets[name].stage,
    percentage: presets[name].percentage,
    planned_for: null,
    applied_at: null,
    checklist: Object.entries(presets[name].checklist).map(([id, text]) => ({
      id,
      text,
      done: false,
      done_by: null,
      done_at: null,
    })),
  }));
}
