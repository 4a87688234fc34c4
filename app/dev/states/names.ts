import { type SceneName, scenes } from "@/lib/testing/factories/scenes";

/** What the gallery shows beside a run. */
export const screens = ["inbox", "empty", "new", "runs", "loading"] as const;

/** The kinds of run it shows, the most ordinary first. */
export const sceneNames = Object.keys(scenes) as SceneName[];

/** What the gallery of the figures' pages shows. */
export const figureStates = [
  "insights",
  "insights-empty",
  "rollout",
  "rollout-hold",
  "rollout-off",
  "lab",
  "lab-result",
] as const;

export type FigureState = (typeof figureStates)[number];
