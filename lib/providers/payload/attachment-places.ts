import type { JsonObject } from "@/lib/contracts/json";
import type { Attachment } from "../contract";
import { isUrl, isWeights, kindOfField, kindOfUrl, type MaterialKind, mayHold, urlsIn } from "./material-url";
import type { Field } from "./model-schema";

/** A place where the example had an address of material. */
export interface Slot {
  path: (string | number)[];
  kind: MaterialKind | null;
}

/** Where one attachment goes; `append` adds it to a list, otherwise it stands at the path. */
export interface AttachmentPlace {
  attachment: Attachment;
  path: (string | number)[];
  append: boolean;
  rule: string;
  confidence: number;
}

/** What goes with the material proper: where it may change, what it should look like, what it ends with. */
const secondary =
  /mask(?!ed)|control|scribble|canny|line_?art|style|reference|(^|_)ref_|depth|pose|last|(^|_)end(_|$)|background|watermark|logo|swap|driving|overlay/i;

/** One request is mapped more than once, and its model's example does not change meanwhile. */
const readSlots = new WeakMap<JsonObject, { fields: readonly Field[] | null; slots: Slot[] }>();

/**
 * The example's addresses of material in the order of the model's fields, those of weights left
 * out. Without a schema the order of an example's keys says little: the main material comes first.
 */
export function slotsOf(example: JsonObject, fields: readonly Field[] | null): Slot[] {
  const known = readSlots.get(example);
  if (known?.fields === fields) return known.slots;
  const slots = readAll(example, fields);
  readSlots.set(example, { fields, slots });
  return slots;
}

function readAll(example: JsonObject, fields: readonly Field[] | null): Slot[] {
  const known = (fields ?? []).map((field) => field.name).filter((name) => Object.hasOwn(example, name));
  const own = new Set(known);
  const others = Object.keys(example).filter((name) => !own.has(name));
  const isLater = (name: string) => fields === null && secondary.test(name);
  const names = [...known, ...others.filter((name) => !isLater(name)), ...others.filter(isLater)];
  return names.flatMap((name) =>
    urlsIn(example[name], [name])
      .filter(({ url }) => !isWeights(name, url))
      .map(({ path, url }) => ({ path, kind: kindOfUrl(url) ?? kindOfField(name) })),
  );
}

/**
 * Shares the attachments out: named fields first, then the example's places, then the
 * model's other file fields. An attachment without a place is missing from the answer.
 */
export function placeAttachments(
  attachments: readonly Attachment[],
  slots: readonly Slot[],
  fields: readonly Field[] | null,
  textField: string | null,
): AttachmentPlace[] {
  const named = attachments.filter((attachment) => attachment.field !== undefined);
  const unnamed = attachments.filter((attachment) => attachment.field === undefined);
  const obeyed = placeNamed(named, slots, fields);
  const taken = new Set(named.map((attachment) => attachment.field));
  // An example may be older than its schema: what that does not name any more is no place.
  const declared = fields && new Set<string | number | undefined>(fields.map((field) => field.name));
  const free = slots.filter(
    ({ path: [name] }) =>
      (declared === null || declared.has(name)) && !taken.has(String(name)) && name !== textField,
  );
  const inExample = placeInExample(unnamed, free);
  const rest = unnamed.filter((attachment) => !inExample.some((place) => place.attachment === attachment));
  const open = (fields ?? []).filter((field) => field.name !== textField && !taken.has(field.name));
  return [...obeyed, ...inExample, ...placeInSchema(rest, open, slots)];
}

function placeNamed(
  attachments: readonly Attachment[],
  slots: readonly Slot[],
  fields: readonly Field[] | null,
): AttachmentPlace[] {
  const used = new Set<string>();
  return attachments.flatMap((attachment): AttachmentPlace[] => {
    const name = attachment.field ?? "";
    const field = fields?.find((candidate) => candidate.name === name);
    const append =
      field?.type === "array" ||
      (field === undefined && slots.some((slot) => slot.path[0] === name && slot.path.length > 1));
    if (used.has(name) && !append) return [];
    used.add(name);
    return [{ attachment, path: [name], append, rule: "the field the request names", confidence: 1 }];
  });
}

function placeInExample(attachments: readonly Attachment[], slots: readonly Slot[]): AttachmentPlace[] {
  const inOrder =
    attachments.length === slots.length &&
    attachments.every((attachment, index) => fits(kindOfUrl(attachment.url), slots[index]?.kind ?? null));
  // With less than the example had, the main material is what was given: a picture before its mask.
  const rank = (slot: Slot) => (!inOrder && secondary.test(String(slot.path[0])) ? 1 : 0);
  const ranked = slots.map((slot) => ({ slot, rank: rank(slot) })).sort((a, b) => a.rank - b.rank);
  const left = ranked.map(({ slot }) => slot);
  return attachments.flatMap((attachment): AttachmentPlace[] => {
    const kind = kindOfUrl(attachment.url);
    const index = inOrder ? 0 : bestSlot(attachment.url, kind, left);
    const [slot] = index === -1 ? [] : left.splice(index, 1);
    if (slot === undefined) return [];
    const sure = kind !== null && kind === slot.kind;
    return [
      {
        attachment,
        path: slot.path,
        append: false,
        rule: inOrder ? "where the example had its own, in order" : "where the example had one of this kind",
        confidence: sure ? 0.98 : 0.9,
      },
    ];
  });
}

/** A file called like the field first, then the same kind, then one that nothing speaks against. */
function bestSlot(url: string, kind: MaterialKind | null, slots: readonly Slot[]): number {
  const called = (url.split(/[?#]/, 1)[0] ?? "").split("/").at(-1)?.toLowerCase() ?? "";
  const meant = slots.findIndex(
    (slot) => secondary.test(called) && called.includes(String(slot.path[0]).toLowerCase()),
  );
  if (meant !== -1 && fits(kind, slots[meant]?.kind ?? null)) return meant;
  const same = slots.findIndex((slot) => kind !== null && slot.kind === kind);
  return same !== -1 ? same : slots.findIndex((slot) => fits(kind, slot.kind));
}

function placeInSchema(
  attachments: readonly Attachment[],
  fields: readonly Field[],
  slots: readonly Slot[],
): AttachmentPlace[] {
  const inExample = new Set(slots.map((slot) => slot.path[0]));
  const open = fields.filter(
    (field) => takesFiles(field) && (isFileList(field) || !inExample.has(field.name)),
  );
  // Many attachments are of few kinds, and a model may have thousands of fields.
  const scores = new Map<MaterialKind | null, ReadonlyMap<Field, number>>();
  const scoresFor = (kind: MaterialKind | null) => {
    const known = scores.get(kind) ?? new Map(open.map((field) => [field, score(field, kind)]));
    scores.set(kind, known);
    return known;
  };
  return attachments.flatMap((attachment): AttachmentPlace[] => {
    const known = scoresFor(kindOfUrl(attachment.url));
    let best: { field: Field; score: number } | undefined;
    let candidates = 0;
    for (const field of open) {
      const reached = known.get(field) ?? 0;
      if (reached <= 0) continue;
      candidates++;
      if (best === undefined || reached > best.score) best = { field, score: reached };
    }
    if (best === undefined) return [];
    const list = isFileList(best.field);
    if (!list) open.splice(open.indexOf(best.field), 1);
    return [
      {
        attachment,
        path: [best.field.name],
        append: list,
        rule: candidates === 1 ? "the only file field left" : "the likeliest file field left",
        confidence: candidates === 1 ? 0.92 : best.field.required ? 0.9 : 0.75,
      },
    ];
  });
}

/** How well a file field suits: its kind, then whether it is needed, then whether it is the main one. */
function score(field: Field, kind: MaterialKind | null): number {
  const called = kindOfField(field.name) === null ? field.title : field.name;
  const wanted = kindOfField(called);
  if (kind !== null && !mayHold(called, kind)) return 0;
  const main =
    /^(input_?|source_?|init_?|start_?|first_frame_?)?(image|img|photo|video|audio|file|document|picture)(_?(url|path|file|input|prompt|1|s|urls))*$/i;
  return (
    1 +
    (kind !== null && wanted === kind ? 8 : 0) +
    (field.required ? 4 : 0) +
    (main.test(field.name) ? 2 : 0) -
    (secondary.test(field.name) ? 0.5 : 0)
  );
}

function takesFiles(field: Field): boolean {
  if (weightsLike(field)) return false;
  if (field.format === "uri" || isFileList(field)) return true;
  const named = /(^|_)(image|img|video|audio|file|document|photo)(_?(url|uri|path|link))?$|_url$|^url$/i;
  return (
    field.type === "string" && field.enumValues === null && field.format === null && named.test(field.name)
  );
}

function isFileList(field: Field): boolean {
  if (field.type !== "array" || weightsLike(field)) return false;
  return (
    field.items?.format === "uri" || (field.items?.type === "string" && kindOfField(field.name) !== null)
  );
}

function weightsLike(field: Field): boolean {
  return isWeights(field.name, "") || (isUrl(field.default) && isWeights(field.name, field.default));
}

function fits(kind: MaterialKind | null, wanted: MaterialKind | null): boolean {
  return kind === null || wanted === null || kind === wanted;
}
