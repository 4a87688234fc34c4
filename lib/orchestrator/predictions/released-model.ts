import { z } from "zod";
import { CodedError } from "@/lib/core/errors";
import type { Context } from "../context";

/** A deployment as Replicate answers it (`schemas_deployment_response` of its description), as far as anything hangs on it. */
const Deployment = z.looseObject({
  current_release: z.looseObject({
    model: z.string().regex(/^[\w.-]{1,150}\/[\w.-]{1,150}$/),
    version: z.string().regex(/^[\w.-]{1,200}$/),
  }),
});

/**
 * The model and version that a deployment has released, as `owner/name:version`: that is what is reviewed, signed and
 * called. A release that comes later changes nothing of it.
 * @throws CodedError `not_found`, `rate_limit_exceeded`, `provider_error`
 */
export async function releasedModel(
  { readReplicate }: Pick<Context, "readReplicate">,
  { owner, name }: { owner: string; name: string },
): Promise<string> {
  const answer = Deployment.safeParse(await readReplicate(`/deployments/${owner}/${name}`, {}));
  if (!answer.success)
    throw new CodedError(
      "provider_error",
      `Replicate does not tell which version deployment ${owner}/${name} runs.`,
    );
  const { model, version } = answer.data.current_release;
  return `${model}:${version}`;
}
