import { createHash } from "node:crypto";
import { claimsFile } from "@/lib/contracts/is-file-ref";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import { urlOf } from "@/lib/contracts/url-of";
import type { Context } from "../context";
import { isOurs, type LinkWords, linked } from "../reading/signed-link";

/**
 * What of ours a text or an object of a request names: a file, or an output of a run; `words` of a signed link. `sure`
 * unless its address is at a place that we do not know as ours: then it is ours only if whoever asks may see it.
 */
export type OwnThing = { words: LinkWords | null; sure: boolean } & (
  | { kind: "file"; id: string; sha256: string | null }
  | { kind: "output"; runId: string; index: number }
);

const paths = {
  file: /^\/api\/(?:hitl|replicate\/v1)\/files\/(\w{1,100})(?:\/download)?$/,
  output: /^\/api\/hitl\/runs\/(\w{1,100})\/outputs\/(\d{1,6})$/,
} as const;

/** No address of ours is longer. */
const longest = 1_000;

/** A cheap look: of a thousand texts hardly one is worth more. */
function mayBeOurs(text: string): boolean {
  if (text.length > longest) return false;
  return (
    /^file_[0-9a-z]{20}$/.test(text) || /^(?:https?:\/\/[^/]*)?\/api\/(?:hitl|replicate\/v1)\//.test(text)
  );
}

/**
 * What of ours a value names; null for what is none of ours. It may name this installation otherwise than we know it: a link
 * that we signed is ours wherever it leads.
 */
export function ownThing(
  context: Pick<Context, "secrets" | "site" | "publicUrl">,
  value: unknown,
): OwnThing | null {
  if (claimsFile(value) && isJsonObject(value)) {
    const { $file, sha256 } = value;
    const id = typeof $file === "string" ? $file : "";
    return { ...named, kind: "file", id, sha256: typeof sha256 === "string" ? sha256 : null };
  }
  if (typeof value !== "string" || !mayBeOurs(value)) return null;
  if (value.startsWith("file_")) return { ...named, kind: "file", id: value, sha256: null };
  const url = urlOf(value, context.site);
  if (url === null) return null;
  const thing = thingAt(url);
  if (thing === null) return null;
  const sites = [context.site, context.publicUrl].flatMap((site) => (site ? [new URL(site).origin] : []));
  if (sites.includes(url.origin)) return thing;
  const what = thing.kind === "file" ? linked.file(thing.id) : linked.output(thing.runId, thing.index);
  if (thing.words !== null) return isOurs(context, what, thing.words) ? thing : null;
  return { ...thing, sure: false };
}

const named = { words: null, sure: true } as const;

function thingAt({ pathname, searchParams }: URL): OwnThing | null {
  const [expires, signature] = [searchParams.get("expires"), searchParams.get("signature")];
  const words =
    expires !== null && /^\d{1,11}$/.test(expires) && signature !== null
      ? { expires: Number(expires), signature }
      : null;
  const [, id] = paths.file.exec(pathname) ?? [];
  if (id !== undefined) return { kind: "file", id, sha256: null, words, sure: true };
  const [, runId, index] = paths.output.exec(pathname) ?? [];
  return runId === undefined ? null : { kind: "output", runId, index: Number(index), words, sure: true };
}

/** Names a thing of ours in a map. */
export function keyOfThing(thing: OwnThing): string {
  const { expires = 0, signature = "" } = thing.words ?? {};
  const words = `${expires} ${signature} ${thing.sure}`;
  return thing.kind === "file"
    ? `file ${thing.id} ${thing.sha256 ?? ""} ${words}`
    : `output ${thing.runId} ${thing.index} ${words}`;
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** The id under which somebody has what they were shown as a file of their own: the same each time they name it. */
export function idOfCopy(ownerId: string, source: string): string {
  const bytes = createHash("sha256").update(`${ownerId}\n${source}`).digest();
  return `file_${Array.from(bytes.subarray(0, 20), (byte) => alphabet[byte % 32]).join("")}`;
}
