import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Attachment, RunFailure } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { failure } from "@/lib/core/failure";
import { sealedIn } from "@/lib/core/sealed/sealed-in";

function holds(value: Json, text: string): boolean {
  if (typeof value === "string") return value.includes(text);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item) => holds(item, text));
}

function holdsFile(payload: JsonObject, { url }: Attachment): boolean {
  if (typeof url === "string") return holds(payload, url);
  return sealedIn(payload).some(({ sealed }) => sealed.$sealed === url.$sealed);
}

/** Why a payload must not be sent: the prompt or an attachment that was given is not in it. Null when all are. */
export function incomplete(
  payload: JsonObject,
  { prompt, attachments }: { prompt: string; attachments: Attachment[] },
): RunFailure | null {
  const missing = attachments.findIndex((attachment) => !holdsFile(payload, attachment));
  if (!holds(payload, prompt)) return failure("payload_incomplete", said("prompt_not_in_payload"));
  return missing < 0
    ? null
    : failure("payload_incomplete", said("attachment_not_in_payload", { number: missing + 1 }));
}
