import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { urlOf } from "@/lib/contracts/url-of";
import { ingressPath } from "@/lib/orchestrator/predictions/prediction-view";

/** An answer of Replicate's whose other pages are asked for here, too. */
export function withOurPages(answer: Json, path: string, site: string): Json {
  if (!isJsonObject(answer)) return answer;
  const ours = (page: Json | undefined) => {
    const url = typeof page === "string" ? urlOf(page) : null;
    return url === null ? null : `${site}${ingressPath}${path}${url.search}`;
  };
  return {
    ...answer,
    ...("next" in answer && { next: ours(answer.next) }),
    ...("previous" in answer && { previous: ours(answer.previous) }),
  };
}
