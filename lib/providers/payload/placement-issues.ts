import type { Attachment, Issue } from "@/lib/contracts/parts";
import { pointer } from "@/lib/core/json-pointer";
import type { LikelyText } from "./likely-text";
import type { Field } from "./model-schema";
import type { TextPlace } from "./text-words";

/** Of a model's inputs so many are named. */
const mostNamed = 50;

/**
 * The prompt has nowhere to go: the model would run without a word of it. A warning for a model
 * that takes no text at all, which is right as it is; an error where a field may be meant.
 */
export function promptWithoutField(fields: readonly Field[] | null, likely: LikelyText | null): Issue {
  if (fields === null)
    return error(
      "",
      "prompt",
      "The prompt has no place: the model came without a schema and its example shows no text.",
    );
  if (likely === null) {
    const issue = `This model takes no text, so the prompt is not sent. It takes ${names(fields)}.`;
    return { ...error("", "prompt", issue), severity: "warning" };
  }
  const { field, sure } = likely;
  return {
    ...error(
      pointer([field]),
      field,
      `The prompt has no place of its own: no field needs it, and ${field} may be meant for it.`,
      sure ? `Put the prompt in ${field}.` : `Put the prompt in ${field}, if that is what it is for.`,
    ),
    auto_fixable: sure,
  };
}

/** The prompt stands where it is only half sure that it is meant to. */
export function promptHalfSure({ field, rule }: TextPlace): Issue {
  return error(
    pointer([field]),
    field,
    `The prompt stands in ${field} (${rule}), and nothing says that ${field} is meant for it.`,
    `Acknowledge it if ${field} is for the prompt, or put the prompt where it belongs.`,
  );
}

/** The field for the prompt was emptied: nothing that was asked for would reach the model. */
export function promptNotUsed(field: string): Issue {
  const issue = `The prompt is not used: ${field} is empty.`;
  return { ...error(pointer([field]), field, issue, `Put the prompt in ${field}.`), severity: "warning" };
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

/** An attachment that had a place is no longer in the payload: somebody took it out. */
export function attachmentNotUsed(attachment: Attachment, where: string, field: string): Issue {
  const issue = `The attachment ${shorten(attachment.url)} is not used.`;
  return { ...error(where, field, issue, `Put it in ${field}.`), severity: "warning" };
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

function error(at: string, field: string, issue: string, fix: string | null = null): Issue {
  return { pointer: at, field, issue, severity: "error", suggested_fix: fix, auto_fixable: false };
}

function names(fields: readonly Field[] | null): string {
  if (fields === null) return "only what its example shows";
  if (fields.length === 0) return "no input at all";
  const named = fields.slice(0, mostNamed).map((field) => field.name);
  return named.join(", ") + (fields.length > mostNamed ? ` and ${fields.length - mostNamed} more` : "");
}

/** Enough of an address to know the file by, without what may grant access to it, or its very content (law 10). */
function shorten(url: string): string {
  if (!URL.canParse(url)) return "that is no web address";
  const { protocol, host, pathname } = new URL(url);
  const bare = protocol === "data:" ? (url.split(/[;,]/)[0] ?? "") : `${protocol}//${host}${pathname}`;
  return bare.length > 80 ? `${bare.slice(0, 77)}…` : bare;
}
