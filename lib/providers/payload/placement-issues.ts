import type { Attachment, Issue } from "@/lib/contracts/parts";
import { pointer } from "@/lib/core/json-pointer";
import type { Field } from "./model-schema";

/** The prompt has nowhere to go: the model would run without a word of it. */
export function promptWithoutField(fields: readonly Field[] | null): Issue {
  return error(
    "",
    "prompt",
    `The prompt has no place: this model takes no text. It takes ${names(fields)}.`,
    null,
  );
}

/** An attachment has nowhere to go: the model would run without it. */
export function attachmentWithoutField(attachment: Attachment, fields: readonly Field[] | null): Issue {
  const shown = shorten(attachment.url);
  return attachment.field === undefined
    ? error(
        "",
        "attachments",
        `The attachment ${shown} has no place in this model's input, which takes ${names(fields)}.`,
        "Take the attachment away, or name the field it belongs in.",
      )
    : error(
        pointer([attachment.field]),
        attachment.field,
        `The attachment ${shown} has no place: ${attachment.field} takes one file and already has one.`,
        "Name another field for it, or take it away.",
      );
}

/** A request names a field the model does not have. */
export function unknownField(name: string, fields: readonly Field[] | null): Issue {
  return error(
    pointer([name]),
    name,
    `An attachment names the field ${name}, which this model does not have. It takes ${names(fields)}.`,
    "Name one of the model's fields.",
  );
}

/** A required field only had the example's own material, which is never sent for somebody else's request. */
export function emptiedField(field: Field): Issue {
  return error(
    pointer([field.name]),
    field.name,
    `${field.name} is required and nothing was given for it; the example's own file is not used.`,
    `Attach a file for ${field.name}.`,
  );
}

function error(at: string, field: string, issue: string, fix: string | null): Issue {
  return { pointer: at, field, issue, severity: "error", suggested_fix: fix, auto_fixable: false };
}

function names(fields: readonly Field[] | null): string {
  if (fields === null) return "only what its example shows";
  return fields.length === 0 ? "no input at all" : fields.map((field) => field.name).join(", ");
}

function shorten(url: string): string {
  return url.length > 80 ? `${url.slice(0, 77)}…` : url;
}
