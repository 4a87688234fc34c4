import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { OperationType } from "@/lib/contracts/words";
import { fold } from "@/lib/core/fold";

/** The models of a kind that hold every word, those that hold them in the name first. */
export function searchModels(
  models: ModelSummary[],
  words: string,
  kind: OperationType | null,
): ModelSummary[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  const holds = (text: string) => {
    const folded = fold(text);
    return wanted.every((word) => folded.includes(word));
  };
  const all = models.filter((model) => kind === null || model.operation_type === kind);
  const named = all.filter((model) => holds(model.name));
  const described = all.filter(
    (model) => !named.includes(model) && holds(`${model.name} ${model.description ?? ""} ${model.provider}`),
  );
  return [...named, ...described];
}
