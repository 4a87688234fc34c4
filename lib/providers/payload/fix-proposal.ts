import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { pointer } from "@/lib/core/json-pointer";
import type { FixedProposal, PayloadProposal, PayloadRequest } from "../contract";
import { promptPlacement } from "./create-payload";
import { fixPayload } from "./fix-payload";
import { mappingOf } from "./mapping";
import { requestIssues } from "./request-issues";
import type { TextPlace } from "./text-words";

/**
 * A proposal after its automatic fixes: the prompt put into the field that is surely enough meant
 * for it, and the payload made to fit the model's schema. Where that changed a value that was asked
 * for, an error issue says so until a person agrees. The same payload and no changes when nothing is
 * to be fixed; fixing the result again changes nothing more.
 */
export function fixProposal(proposal: PayloadProposal, request: PayloadRequest): FixedProposal {
  const mapping = mappingOf(request);
  const { likely } = mapping;
  const open =
    likely?.sure === true &&
    proposal.issues.some((issue) => issue.auto_fixable && issue.pointer === pointer([likely.field]));
  const filled = open
    ? { ...proposal.payload, [likely.field]: likely.written(request.prompt) }
    : proposal.payload;
  const { payload, changes, toConfirm } = fixPayload(filled, request.model);
  return {
    payload,
    placements: open ? [promptPlacement(likely), ...proposal.placements] : proposal.placements,
    changes: [...(open ? [promptChange(likely)] : []), ...changes],
    toConfirm,
    issues: [...toConfirm, ...requestIssues(payload, request, mapping)],
  };
}

function promptChange({ field, rule }: TextPlace): Said {
  return said("change_because", {
    change: said("prompt_put_in", { field }),
    because: said("prompt_rule", { rule }),
  });
}
