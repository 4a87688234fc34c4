import { digestOf } from "./digest";
import type { RunState } from "./state";

/** The rules that ask for a person at the open review; at a failed call, what kind of failure it was. */
export function rulesThatAsk(run: Pick<RunState, "review" | "trace" | "failure">): string[] {
  const { review, trace, failure } = run;
  if (!review) return [];
  const rules = trace.filter(({ step, asks }) => asks && step === review.step).map(({ rule }) => rule);
  return [...new Set([...rules, ...(failure ? [failure.code] : [])])].toSorted();
}

/** What questions have in common that can be answered together: model, step, reasons, and payload but for prompt, attachments and seed. */
export function similarityKey(run: RunState): string | null {
  if (!run.review) return null;
  const { provider, name, version } = run.model;
  const likeness = run.likeness ?? null;
  // What a question is about stands in its title alone.
  const asked = run.model.asks_only ? [run.prompt] : [];
  return digestOf([provider, name, version, run.review.step, rulesThatAsk(run), likeness, ...asked]).slice(
    0,
    23,
  );
}
