import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import type { Takes } from "@/lib/contracts/sentences/placement";
import { urlOf } from "@/lib/contracts/url-of";
import { issueOf } from "@/lib/core/issue";
import { pointer } from "@/lib/core/json-pointer";
import type { Attachment } from "../contract";
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
  if (fields === null) return issueOf({ field: "prompt", says: said("prompt_without_schema") });
  if (likely === null) {
    const says = said("prompt_not_sent", { takes: takesOf(fields) });
    return issueOf({ field: "prompt", severity: "warning", says });
  }
  const { field, sure } = likely;
  return issueOf({
    pointer: pointer([field]),
    field,
    says: said("prompt_without_place", { field }),
    advises: said(sure ? "put_prompt_in" : "put_prompt_in_if_meant", { field }),
    auto_fixable: sure,
  });
}

/** The prompt stands where it is only half sure that it is meant to. */
export function promptHalfSure({ field, rule }: TextPlace): Issue {
  return issueOf({
    pointer: pointer([field]),
    field,
    says: said("prompt_half_sure", { field, rule }),
    advises: said("acknowledge_if_prompt_field", { field }),
  });
}

/** The field for the prompt was emptied: nothing that was asked for would reach the model. */
export function promptNotUsed(field: string): Issue {
  return issueOf({
    pointer: pointer([field]),
    field,
    severity: "warning",
    says: said("prompt_not_used", { field }),
    advises: said("put_prompt_in", { field }),
  });
}

/** An attachment has nowhere to go: the model would run without it. */
export function attachmentWithoutField({ url, field }: Attachment, fields: readonly Field[] | null): Issue {
  const address = shorten(url);
  return field === undefined
    ? issueOf({
        field: "attachments",
        says: said("attachment_without_place", { address, takes: takesOf(fields) }),
        advises: said("take_away_or_name_field"),
      })
    : issueOf({
        pointer: pointer([field]),
        field,
        says: said("attachment_place_taken", { address, field }),
        advises: said("name_other_field_or_take_away"),
      });
}

/** An attachment that had a place is no longer in the payload: somebody took it out. */
export function attachmentNotUsed({ url }: Attachment, where: string, field: string): Issue {
  return issueOf({
    pointer: where,
    field,
    severity: "warning",
    says: said("attachment_not_used", { address: shorten(url) }),
    advises: said("put_in", { field }),
  });
}

/** A request names a field the model does not have. */
export function unknownField(name: string, fields: readonly Field[] | null): Issue {
  return issueOf({
    pointer: pointer([name]),
    field: name,
    says: said("attachment_names_unknown_field", { field: name, takes: takesOf(fields) }),
    advises: said("name_known_field"),
  });
}

/** A required field only had the example's own material, which is never sent for somebody else's request. */
export function emptiedField({ name: field }: Field): Issue {
  return issueOf({
    pointer: pointer([field]),
    field,
    says: said("file_required", { field }),
    advises: said("attach_file_for", { field }),
  });
}

function takesOf(fields: readonly Field[] | null): Takes {
  if (fields === null) return null;
  const named = fields.slice(0, mostNamed).map((field) => field.name);
  return { fields: named, more: fields.length - named.length };
}

/** Enough of an address to know the file by, without what may grant access to it, or its very content (law 10); null when it is none. */
function shorten(url: string): string | null {
  const address = urlOf(url);
  if (address === null) return null;
  const { protocol, host, pathname } = address;
  const bare = protocol === "data:" ? (url.split(/[;,]/)[0] ?? "") : `${protocol}//${host}${pathname}`;
  return bare.length > 80 ? `${bare.slice(0, 77)}…` : bare;
}
