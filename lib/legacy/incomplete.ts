import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Attachment, RunFailure } from "@/lib/contracts/parts";
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
  const what = !holds(payload, prompt)
    ? "The prompt is"
    : missing >= 0
      ? `Attachment ${missing + 1} is`
      : null;
  if (what === null) return null;
  const message = `${what} not in the payload: the model has no field for it`;
  return { code: "payload_incomplete", message, temporary: false };
}
