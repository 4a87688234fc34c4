import type { Text } from "@/components/text/en";
import type { Erasure } from "@/lib/contracts/erasure";

interface Named {
  prompt: string;
  model: string;
  erased: Erasure | boolean | null;
}

/** The prompt as a run's name, or that it was erased; its model's where it has no words. */
export function shownPrompt(run: Named, text: Text): string {
  if (run.erased) return text.run.erased;
  return run.prompt.trim() === "" ? run.model : run.prompt;
}
