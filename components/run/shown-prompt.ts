import type { Text } from "@/components/text/en";
import type { Erasure } from "@/lib/contracts/erasure";

/** The prompt as a run's name, or that it was erased. */
export function shownPrompt(run: { prompt: string; erased: Erasure | boolean | null }, text: Text): string {
  return run.erased ? text.run.erased : run.prompt;
}
