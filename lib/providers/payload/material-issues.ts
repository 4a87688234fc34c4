import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import { pointer } from "@/lib/core/json-pointer";
import { isUrl, kindOfField, kindOfUrl, type MaterialKind, mayHold, urlsIn } from "./material-url";
import type { Field } from "./model-schema";
import { unreachable } from "./unreachable";

/** Nobody reads more, and every revision keeps its own. */
const mostIssues = 100;

/**
 * What is wrong with the files of a payload as far as their addresses tell, without any call:
 * an address nobody else can reach, and a file of the wrong kind for its field. What the example
 * has in a field is right there, whatever the field is called.
 */
export function materialIssues(
  payload: JsonObject,
  example: JsonObject,
  fields: readonly Field[] | null,
  textField: string | null,
): Issue[] {
  const byName = new Map((fields ?? []).map((field) => [field.name, field]));
  return Object.keys(payload)
    .filter((name) => name !== textField)
    .flatMap((name) => {
      const value = payload[name];
      const field = byName.get(name) ?? null;
      const files = urlsIn(value, [name]);
      const addresses = [...files, ...strange(value, name, field)];
      if (addresses.length === 0) return [];
      const unreached = addresses.flatMap(({ path, url }) => {
        const why = unreachable(url);
        const says = why && said("unreachable", { name: nameOf(path), why });
        return says === null ? [] : [issue(path, says, said("use_public_address"))];
      });
      const shown = new Set(urlsIn(example[name]).map(({ url }) => kindOfUrl(url)));
      const wrong = files.filter(({ url }) => !shown.has(kindOfUrl(url)));
      return [...unreached, ...wrong.flatMap(({ path, url }) => wrongKind(path, url, field))];
    })
    .slice(0, mostIssues);
}

/** Where only an address fits, other schemes count as addresses too: `file:`, `ftp:`, `s3:`. */
function strange(value: unknown, name: string, field: Field | null): { path: string[]; url: string }[] {
  if (typeof value !== "string" || field?.format !== "uri" || isUrl(value)) return [];
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? [{ path: [name], url: value }] : [];
}

function wrongKind(path: (string | number)[], url: string, field: Field | null): Issue[] {
  const name = String(path[0]);
  const called = kindOfField(name) === null ? (field?.title ?? name) : name;
  const wanted = kindOfField(called);
  const kind = kindOfUrl(url);
  if (wanted === null || kind === null || mayHold(called, kind) || serves(kind, wanted, url)) return [];
  const says = said("wrong_file", { name: nameOf(path), wanted, is: kind });
  return [issue(path, says, said("give_file", { kind: wanted }))];
}

/** A film has sound and pictures in it, a GIF is either, an archive may hold anything, and names of fields promise little about documents. */
function serves(kind: MaterialKind, wanted: MaterialKind, url: string): boolean {
  if (kind === "archive" || kind === "text" || kind === "model") return !isMedia(wanted) || kind !== "text";
  if (!isMedia(wanted)) return true;
  return (
    (kind === "video" && wanted === "audio") ||
    /(\.gif$|^\s*data:image\/gif)/i.test(url.split(/[?#]/)[0] ?? "")
  );
}

function isMedia(kind: MaterialKind): boolean {
  return kind === "image" || kind === "video" || kind === "audio";
}

function nameOf(path: readonly (string | number)[]): string {
  return path.join(".");
}

function issue(path: readonly (string | number)[], says: Said, advises: Said): Issue {
  return issueOf({ pointer: pointer(path), field: String(path[0]), says, advises });
}
