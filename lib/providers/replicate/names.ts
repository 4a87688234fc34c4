import { ProviderError } from "../provider-error";

/** A single path segment that can mean nothing but itself. */
export function isName(part: string | undefined): part is string {
  return part !== undefined && /^[\w.-]+$/.test(part) && !/^\.+$/.test(part);
}

/** `/models/owner/name`; throws a `permanent` error for anything that is not `owner/name`. */
export function modelPath(model: string): string {
  const [owner, name, ...rest] = model.split("/");
  if (!isName(owner) || !isName(name) || rest.length > 0) {
    throw new ProviderError("permanent", `Replicate's models are named owner/name, not "${model}".`);
  }
  return `/models/${owner}/${name}`;
}

/** `id` out of `owner/name:id`. */
export function versionId(version: string): string {
  return version.slice(version.lastIndexOf(":") + 1);
}
