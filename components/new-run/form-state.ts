import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { PolicyName } from "@/lib/contracts/words";
import type { AttachmentDraft } from "./attachment";
import { isAttachmentUrl } from "./is-attachment-url";

export interface NewRunForm {
  model: ModelSummary | null;
  prompt: string;
  attachments: AttachmentDraft[];
  policy: PolicyName;
  /** As typed; empty sets no limit. */
  costMax: string;
}

export const emptyForm: NewRunForm = {
  model: null,
  prompt: "",
  attachments: [],
  policy: "require_human",
  costMax: "",
};

/** The request the form makes, or null while it is not one yet. */
export function bodyOf(form: NewRunForm): CreateRun | null {
  const attachments = form.attachments
    .map(({ url, field }) => (field === "" ? url.trim() : { url: url.trim(), field }))
    .filter((attachment) => addressOf(attachment) !== "");
  if (!form.model || form.prompt.trim() === "") return null;
  if (!attachments.every((attachment) => isAttachmentUrl(addressOf(attachment)))) return null;
  const costMax = form.costMax.trim() === "" ? null : Number(form.costMax.replace(",", "."));
  if (costMax !== null && !(costMax >= 0)) return null;
  const limited = form.policy === "auto_with_thresholds" && costMax !== null;
  return {
    model: form.model.ref,
    prompt: form.prompt,
    ...(attachments.length > 0 ? { attachments } : {}),
    hitl_config: {
      policy: form.policy,
      ...(limited ? { review_thresholds: { cost_max_usd: costMax } } : {}),
    },
  };
}

function addressOf(attachment: string | { url: string }): string {
  return typeof attachment === "string" ? attachment : attachment.url;
}
