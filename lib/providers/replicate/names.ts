import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import type { ModelDescription } from "../contract";
import { ProviderError } from "../provider-error";

/** A single path segment that can mean nothing but itself. */
export function isName(part: string | undefined): part is string {
  return part !== undefined && /^[\w.-]+$/.test(part) && !/^\.+$/.test(part);
}

/** `/models/owner/name`; throws a `permanent` error for anything that is not `owner/name`. */
export function modelPath(model: string): string {
  const [owner, name, ...rest] = model.split("/");
  if (!isName(owner) || !isName(name) || rest.length > 0) {
    throw new ProviderError("permanent", said("not_owner_and_name", { name: model }));
  }
  return `/models/${owner}/${name}`;
}

/** `id` out of `owner/name:id`. */
export function versionId(version: string): string {
  return version.slice(version.lastIndexOf(":") + 1);
}

type Named = Pick<ModelDescription, "name" | "version">;

/** Name and version out of Replicate's own notation `owner/name:version`; as it was where two versions are named. */
export function readReference({ name, version }: Named): Named {
  const [, model, pinned] = /^([^\s:]+):([\w.-]+)$/.exec(name) ?? [];
  if (model === undefined || pinned === undefined) return { name, version };
  return version === null || versionId(version) === pinned
    ? { name: model, version: pinned }
    : { name, version };
}

/** Why no call of a model can be made, by its name and version alone, in words that end a sentence; null when one can. */
export function uncallable({ name, version }: Named): Said | null {
  const [owner, model, ...rest] = name.split("/");
  if (owner === "deployments") return said("deployment");
  if (name.includes(":") && version !== null) return said("two_versions", { version });
  if (!isName(owner) || !isName(model) || rest.length > 0) return said("no_owner_and_name");
  if (version === null) return null;
  const id = versionId(version);
  if (!isName(id)) return said("no_version_id", { version });
  return version === id || version === `${name}:${id}` ? null : said("version_of_other_model", { version });
}
