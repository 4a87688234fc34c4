import { z } from "zod";
import { decisionActions } from "./decision-kinds";
import { operationTypes, reviewSteps, runStatuses, steps } from "./word-lists";

/** The closed vocabularies of the wire; one place, so that database, core and browser agree. */
export const RunStatus = z.enum(runStatuses);
export type RunStatus = z.infer<typeof RunStatus>;

export const terminalStatuses = [
  "completed",
  "failed",
  "cancelled",
  "expired",
] as const satisfies RunStatus[];

export const Step = z.enum(steps);
export type Step = z.infer<typeof Step>;

export const ReviewStep = z.enum(reviewSteps);
export type ReviewStep = z.infer<typeof ReviewStep>;

/** The steps at which policy decides whether to ask; a failed call asks by law. */
export const PolicyStep = ReviewStep.exclude(["api_call"]);
export type PolicyStep = z.infer<typeof PolicyStep>;

export const DecisionAction = z.enum(decisionActions);
export type DecisionAction = z.infer<typeof DecisionAction>;

export const PolicyName = z.enum(["auto", "require_human", "auto_with_thresholds"]);
export type PolicyName = z.infer<typeof PolicyName>;

export const OnTimeout = z.enum(["expire", "reject", "approve", "escalate"]);
export type OnTimeout = z.infer<typeof OnTimeout>;

export const SafetyFlag = z.enum(["pii", "nsfw", "copyright"]);
export type SafetyFlag = z.infer<typeof SafetyFlag>;

export const Severity = z.enum(["error", "warning", "info"]);
export type Severity = z.infer<typeof Severity>;

export const OperationType = z.enum(operationTypes);
export type OperationType = z.infer<typeof OperationType>;

export const RevisionKind = z.enum(["example", "proposed", "autofix", "edit", "fork"]);
export type RevisionKind = z.infer<typeof RevisionKind>;

export const OutputKind = z.enum(["image", "video", "audio", "text", "json", "file"]);
export type OutputKind = z.infer<typeof OutputKind>;

export const Role = z.enum(["requester", "reviewer", "admin"]);
export type Role = z.infer<typeof Role>;

export const RunPath = z.enum(["hitl", "legacy"]);
export type RunPath = z.infer<typeof RunPath>;
