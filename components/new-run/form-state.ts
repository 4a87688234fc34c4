import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { JsonObject } from "@/lib/contracts/json";
import type { PolicyName } from "@/lib/contracts/words";
import type { AttachmentDraft } from "./attachment";
import { isAttachmentUrl } from "./is-attachment-url";

/** What a request says whatever the model. */
export interface RequestForm {
  prompt: string;
  attachments: AttachmentDraft[];
  policy: PolicyName;
  /** As typed; empty sets no limit. */
  costMax: string;
}

export const emptyRequest: RequestForm = {
  prompt: "",
  attachments: [],
  policy: "require_human",
  costMax: "",
};

type Model = Pick<ModelSummary, "ref">;

/**
 * The request the form makes, or null while it is not one yet.
 * @param edits a JSON Merge Patch on the payload that would be proposed
 */
export function bodyOf(model: Model, form: RequestForm, edits: JsonObject): CreateRun | null {
  const given = form.attachments.filter(({ url }) => url.trim() !== "");
  const costMax = costOf(form);
  if (form.prompt.trim() === "" || !given.every(isComplete) || Number.isNaN(costMax)) return null;
  const attachments = given.map(({ url, field }) => (field === "" ? url.trim() : { url: url.trim(), field }));
  const limited = form.policy === "auto_with_thresholds" && costMax !== null;
  return {
    model: model.ref,
    prompt: form.prompt,
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(Object.keys(edits).length > 0 ? { edits: { payload: edits } } : {}),
    hitl_config: {
      policy: form.policy,
      ...(limited ? { review_thresholds: { cost_max_usd: costMax } } : {}),
    },
  };
}

/** Stands for a prompt that is not written yet: what else a model takes does not hang on it. */
const anyPrompt = "…";

/**
 * The request without edits, whose preview shows what the model's parameters are by themselves. What is not written
 * yet, or half, is left out, so that there is one from the start.
 */
export function plainBodyOf(model: Model, form: RequestForm): CreateRun | null {
  const complete: RequestForm = {
    ...form,
    prompt: form.prompt.trim() === "" ? anyPrompt : form.prompt,
    attachments: form.attachments.filter(isComplete),
    costMax: Number.isNaN(costOf(form)) ? "" : form.costMax,
  };
  return bodyOf(model, complete, {});
}

function isComplete({ url }: AttachmentDraft): boolean {
  return isAttachmentUrl(url.trim());
}

/** Null when none is set, NaN when what is typed is no cost. */
function costOf({ costMax }: RequestForm): number | null {
  if (costMax.trim() === "") return null;
  const cost = Number(costMax.replace(",", "."));
  return cost >= 0 ? cost : Number.NaN;
}
